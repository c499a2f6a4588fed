import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { Skeleton } from '../ui/Skeleton';
import layout from './IssueBody.module.css';
import { IssueFigures } from './IssueFigures';
import figures from './IssueFigures.module.css';
import { IssueMessage } from './IssueMessage';
import message from './IssueMessage.module.css';

/** Each part as high as what comes; what the list knows is there at once. */
export function IssueSkeleton(props: {
  issue: SentryIssue | undefined;
  statsPeriod: string | undefined;
  withUsers: boolean;
}) {
  const { issue, statsPeriod, withUsers } = props;
  return (
    <>
      {issue ? (
        <IssueMessage issue={issue} />
      ) : (
        <div className={message.message} aria-hidden>
          <Skeleton width="70%" height={20} />
          <Skeleton width="40%" height={16} />
        </div>
      )}
      <div className={layout.overview}>
        {issue?.lifetime ? (
          <IssueFigures
            issue={issue}
            inWindow={issue}
            statsPeriod={statsPeriod}
            withUsers={withUsers}
          />
        ) : (
          <div className={figures.figures} aria-hidden>
            {[0, 1, 2, 3].map(index => (
              <div className={figures.figure} key={index}>
                <Skeleton width="50%" height={14} />
                <Skeleton width="40%" height={20} />
                <Skeleton width="70%" height={12} />
              </div>
            ))}
          </div>
        )}
        <div className={layout.trends} aria-hidden>
          <Skeleton width="100%" height={140} />
          <Skeleton width="100%" height={140} />
        </div>
      </div>
      <Skeleton width="100%" height={60} aria-hidden />
      <Skeleton width="100%" height={420} aria-hidden />
      <Skeleton width="100%" height={140} aria-hidden />
    </>
  );
}
