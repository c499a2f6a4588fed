import { Skeleton } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import styles from './IssueDetail.module.css';
import { IssueMessage } from './IssueMessage';

/** Each part as high as what comes; what the list knows is there at once. */
export function IssueSkeleton(props: { issue: SentryIssue | undefined }) {
  const { issue } = props;
  return (
    <>
      {issue ? (
        <IssueMessage issue={issue} />
      ) : (
        <div className={styles.message} aria-hidden>
          <Skeleton width="70%" height={20} />
          <Skeleton width="40%" height={16} />
        </div>
      )}
      <div className={styles.figures} aria-hidden>
        {[0, 1, 2, 3].map(index => (
          <div className={styles.figure} key={index}>
            <Skeleton width="50%" height={14} />
            <Skeleton width="40%" height={24} />
            <Skeleton width="70%" height={12} />
          </div>
        ))}
      </div>
      <div className={styles.trends} aria-hidden>
        <Skeleton width="100%" height={116} />
        <Skeleton width="100%" height={116} />
      </div>
      <Skeleton width="100%" height={60} aria-hidden />
      <Skeleton width="100%" height={140} aria-hidden />
      <Skeleton width="100%" height={320} aria-hidden />
    </>
  );
}
