import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { SelectIssue } from '../../selection/SelectBoxes';
import { sentryTranslationRef } from '../../translation';
import { ComponentLine } from '../ui/ComponentLine';
import { IssueList } from '../ui/IssueList';
import { IssueListSkeleton } from '../ui/IssueListSkeleton';
import styles from './IssuesTable.module.css';

/** The page of issues where a table has no room: the same rows, stacked. */
export function NarrowIssues(props: {
  issues: SentryIssue[] | undefined;
  isOutdated: boolean;
  withUsers: boolean;
}) {
  const { issues, isOutdated, withUsers } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  return (
    <div className={styles.narrow} data-stale={isOutdated}>
      {issues ? (
        <IssueList
          issues={issues}
          label={t('content.title')}
          withUsers={withUsers}
          Line={ComponentLine}
          Start={SelectIssue}
        />
      ) : (
        <IssueListSkeleton rows={5} />
      )}
    </div>
  );
}
