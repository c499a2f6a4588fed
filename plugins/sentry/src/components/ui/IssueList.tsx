import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, VisuallyHidden } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import type { ComponentType } from 'react';
import { useFormats } from '../../formats';
import { sentryTranslationRef } from '../../translation';
import { keyOf } from '../../data/changes';
import { RelativeTime, QuietText, Skeleton } from './primitives';
import { IssueSummary } from './IssueSummary';
import { Sparkline } from './Sparkline';
import styles from './IssueList.module.css';

/** Issues in little room, each a link: what it is, its trend, how many, who, how recent. */
export function IssueList(props: {
  issues: SentryIssue[];
  /** Default what `labelledBy` names. */
  label?: string;
  /** The id of a heading. */
  labelledBy?: string;
  /** Whether it is known how many users were hit. */
  withUsers: boolean;
  /** Stands below each, such as the entities that it is of. */
  Line?: ComponentType<{ issue: SentryIssue }>;
  /** Stands before each, such as the box to select it. */
  Start?: ComponentType<{ issue: SentryIssue }>;
}) {
  const { issues, label, labelledBy, withUsers, Line, Start } = props;
  return (
    <ul className={styles.list} aria-label={label} aria-labelledby={labelledBy}>
      {issues.map(issue => (
        <li
          className={styles.row}
          data-components={Line !== undefined}
          key={keyOf(issue)}
        >
          {Start && (
            <div className={styles.start}>
              <Start issue={issue} />
            </div>
          )}
          <div className={styles.what}>
            <IssueSummary issue={issue} isStretched>
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
  const { count, userCount, lastSeen, trend, assignee } = props.issue;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  return (
    <div className={styles.figures}>
      <div className={styles.trend}>{trend && <Sparkline trend={trend} />}</div>
      <div className={styles.counts}>
        <Text variant="body-small">
          {t('issue.events', { count, number: formats.compact(count) })}
        </Text>
        {props.withUsers && userCount !== undefined && (
          <QuietText>
            {t('issue.users', {
              count: userCount,
              number: formats.compact(userCount),
            })}
          </QuietText>
        )}
      </div>
      <div className={styles.last} data-unassigned={!assignee}>
        <QuietText truncate>
          {assignee ? (
            <>
              <VisuallyHidden>{t('issue.assignedTo')} </VisuallyHidden>
              <bdi>{assignee.name}</bdi>
            </>
          ) : (
            t('issue.unassigned')
          )}
        </QuietText>
        <QuietText>
          <RelativeTime value={lastSeen} />
        </QuietText>
      </div>
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
            {withComponents && <Skeleton width="20%" height={10} />}
          </div>
        </div>
      ))}
    </div>
  );
}
