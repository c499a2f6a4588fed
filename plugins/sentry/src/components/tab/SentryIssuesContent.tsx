import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useSentryConnection } from '../../auth/connection';
import { useSentryEntity } from '../../data/useSentryEntity';
import type { SentryIssueSort } from 'backstage-plugin-sentry-common';
import type { SentryIssueColumn } from '../../issueColumns';
import { sentryTranslationRef } from '../../translation';
import { KeepFocus } from '../ui/KeepFocus';
import { ProblemPanel } from '../ui/ProblemPanel';
import { EntityIssues } from './EntityIssues';

/**
 * What the Sentry tab shows before the viewer chooses otherwise.
 *
 * @public
 */
export interface SentryIssuesContentProps {
  /** The search. Default: that of the annotation `sentry.io/query`, else `is:unresolved`. */
  query?: string;
  /** The window, `1h` to `90d`. Default `14d`. */
  statsPeriod?: string;
  /** Which issues come first. Default `date`: those seen last. */
  sort?: SentryIssueSort;
  /** Issues on a page, 1 to 100. Default 25. */
  pageSize?: number;
  /** Which columns, and in which order. Default as many of all as there is room for; `component` and `project` show only where there are several. */
  columns?: SentryIssueColumn[];
}

/** The entity's Sentry issues, to search, filter, sort and page through. */
export function SentryIssuesContent(props: SentryIssuesContentProps) {
  const { entity, entityRef, isAggregate, missing } = useSentryEntity();
  const connection = useSentryConnection();
  const { t } = useTranslationRef(sentryTranslationRef);
  if (missing) {
    return <ProblemPanel error={missing} entity={entity} />;
  }
  // Nothing of one entity may be seen on the page of another, nor what one
  // identity showed after it.
  return (
    <KeepFocus label={t('content.title')}>
      <EntityIssues
        key={`${entityRef} ${connection?.changes ?? 0}`}
        entity={entity}
        entityRef={entityRef}
        isAggregate={isAggregate}
        {...props}
      />
    </KeepFocus>
  );
}
