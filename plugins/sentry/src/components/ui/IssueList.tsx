import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import type { ComponentType } from 'react';
import { useFormats } from '../../formats';
import { sentryTranslationRef } from '../../translation';
import { keyOf } from '../../data/changes';
import { RelativeTime, QuietText, Skeleton } from './primitives';
import { IssueSummary } from './IssueSummary';
import styles from './IssueList.module.css';

/** Issues in little room: what each is, how much, how many, how recent. */
export function IssueList(props: {
  issues: SentryIssue[];
  label: string;
  /** Whether it is known how many users were hit. */
  withUsers: boolean;
  /** Stands below each, such as the entities that it is of. */
  Line?: ComponentType<{ issue: SentryIssue }>;
  /** Stands before each, such as the box to select it. */
  Start?: ComponentType<{ issue: SentryIssue }>;
}) {
  const { issues, label, withUsers, Line, Start } = props;
  return (
    <ul className={styles.list} aria-label={label}>
      {issues.map(issue => (
        <li className={styles.row} key={keyOf(issue)}>
          {Start && <Start issue={issue} />}
          <div className={styles.what}>
            <IssueSummary issue={issue}>
              {Line && <Line issue={issue} />}
            </IssueSummary>
          </div>
          <IssueFigures issue={issue} withUsers={withUsers} />
        </li>
      ))}
    </ul>
  );
}

function IssueFigures(props: { issue: SentryIssue; withUsers: boolean }) {
  const { count, userCount, lastSeen } = props.issue;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  return (
    <div className={styles.figures}>
      <Text variant="body-small" title={formats.number(count)}>
        {t('issue.events', { count, number: formats.compact(count) })}
      </Text>
      {props.withUsers && userCount !== undefined && (
        <QuietText title={formats.number(userCount)}>
          {t('issue.users', {
            count: userCount,
            number: formats.compact(userCount),
          })}
        </QuietText>
      )}
      <QuietText>
        <RelativeTime value={lastSeen} />
      </QuietText>
    </div>
  );
}

/** As many rows as will come, each as high as a row. */
export function IssueListSkeleton(props: {
  rows: number;
  /** Whether each will name the entities that it is of. */
  withComponents?: boolean;
}) {
  const { rows, withComponents = false } = props;
  return (
    <div className={styles.list} aria-hidden>
      {Array.from({ length: rows }, (_, index) => (
        <div
          className={styles.row}
          data-components={withComponents}
          key={index}
        >
          <div className={styles.skeleton}>
            <Skeleton width={`${45 + ((index * 17) % 30)}%`} height={14} />
            <Skeleton width={`${60 + ((index * 23) % 30)}%`} height={12} />
            <Skeleton width="35%" height={10} />
            {withComponents && <Skeleton width="20%" height={10} />}
          </div>
        </div>
      ))}
    </div>
  );
}
