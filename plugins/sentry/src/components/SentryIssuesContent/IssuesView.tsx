import type { Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { useCallback } from 'react';
import { sentryApiRef } from '../../api';
import { useIssuesQuery } from '../../hooks/useIssuesQuery';
import { useRefreshWhenStale } from '../../hooks/useRefreshWhenStale';
import { useResource } from '../../hooks/useResource';
import { AnswerNotices } from '../AnswerNotices';
import { IssuesFilters } from '../IssuesFilters';
import { ProblemPanel } from '../ProblemPanel';
import { IssuesResult } from './IssuesResult';
import { IssuesToolbar } from './IssuesToolbar';
import type { SentryIssuesContentProps } from './SentryIssuesContent';
import { useEffectiveQuery } from './useEffectiveQuery';
import { canFiltersHelp, queryErrorOf } from './errors';
import { useFilterOptions } from './useFilterOptions';

/** The tab of one entity: what is asked for, and what came of it. */
export function IssuesView(
  props: SentryIssuesContentProps & { entity: Entity; entityRef: string },
) {
  const { entity, entityRef, statsPeriod, sort, pageSize, columns } = props;
  const sentryApi = useApi(sentryApiRef);
  const { query: chosen, change, clear } = useIssuesQuery();
  const query = useEffectiveQuery(entity, chosen, {
    statsPeriod,
    sort,
    limit: pageSize,
  });
  const { environments, projects } = useFilterOptions(entityRef);

  const issues = useResource(
    useCallback(
      (signal: AbortSignal) =>
        sentryApi.getIssues(
          entityRef,
          // The backend knows the default environments itself.
          { ...query, environment: chosen.environment },
          { signal },
        ),
      [sentryApi, entityRef, query, chosen.environment],
    ),
  );
  useRefreshWhenStale(issues.data, issues.reload);

  const { data: page, error, isPending, reload } = issues;
  const queryError = queryErrorOf(error);
  const isFiltered = Boolean(
    chosen.query !== undefined ||
    chosen.environment ||
    chosen.project ||
    chosen.statsPeriod,
  );

  return (
    <Flex direction="column" gap="4">
      <IssuesToolbar page={page} isPending={isPending} onReload={reload} />
      {(!error || canFiltersHelp(error)) && (
        <IssuesFilters
          query={query}
          environments={environments}
          projects={projects}
          onChange={change}
          queryError={queryError}
        />
      )}
      {page && !error && (
        <AnswerNotices answer={page} onRetry={reload} isRetrying={isPending} />
      )}
      {error && queryError === undefined ? (
        <ProblemPanel
          error={error}
          entity={entity}
          onRetry={reload}
          isRetrying={isPending}
        />
      ) : (
        (page || !queryError) && (
          <IssuesResult
            page={page}
            query={query}
            columns={columns}
            hasManyProjects={projects.length > 1}
            isPending={isPending}
            isFiltered={isFiltered}
            onChange={change}
            onClear={clear}
          />
        )
      )}
    </Flex>
  );
}
