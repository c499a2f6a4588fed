import type { Entity } from '@backstage/catalog-model';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import { useCallback, useMemo } from 'react';
import { sentryApiRef } from '../../api';
import { allCapabilities, isUncommonSort } from '../../capabilities';
import { useIssuesQuery } from '../../hooks/useIssuesQuery';
import { useOpenIssue } from '../../hooks/useOpenIssue';
import { useRefreshWhenStale } from '../../hooks/useRefreshWhenStale';
import { useResource } from '../../hooks/useResource';
import { sentryTranslationRef } from '../../translation';
import { AnswerNotices } from '../AnswerNotices';
import { IssueLinksProvider } from '../IssueLink';
import { IssuesFilters } from '../IssuesFilters';
import { LimitsNote } from '../Limits';
import { canRetryHelp, ProblemPanel } from '../ProblemPanel';
import { IssuesResult } from './IssuesResult';
import { IssuesToolbar } from './IssuesToolbar';
import { OpenedIssue } from './OpenedIssue';
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
  const { t } = useTranslationRef(sentryTranslationRef);
  const { query: chosen, change, clear } = useIssuesQuery();
  const options = useFilterOptions(entityRef);
  const { environments, projects, capabilities = allCapabilities } = options;
  const { query, isFiltered, askedSort } = useEffectiveQuery(
    entity,
    chosen,
    { statsPeriod, sort, limit: pageSize },
    capabilities,
  );
  const isKnown = options.capabilities || !isUncommonSort(query.sort);

  const load = useCallback(
    (signal: AbortSignal) =>
      sentryApi.getIssues(
        entityRef,
        // The backend knows the default environments itself.
        { ...query, environment: chosen.environment },
        { signal },
      ),
    [sentryApi, entityRef, query, chosen.environment],
  );
  const issues = useResource(isKnown ? load : undefined);
  useRefreshWhenStale(issues);

  const { data: page, error, isPending, isOutdated, reload } = issues;
  const queryError = queryErrorOf(error);
  const isProblem = error !== undefined && queryError === undefined;

  const opened = useOpenIssue();
  const { hrefOf, open } = opened;
  const links = useMemo(() => ({ hrefOf, onOpen: open }), [hrefOf, open]);

  return (
    <Flex direction="column" gap="4">
      <IssuesToolbar
        page={isProblem ? undefined : page}
        isPending={isPending}
        onReload={isProblem ? undefined : reload}
      />
      {(!error || canFiltersHelp(error)) && (
        <IssuesFilters
          query={query}
          capabilities={capabilities}
          environments={environments}
          projects={projects}
          onChange={change}
          onClear={isFiltered ? clear : undefined}
          queryError={queryError}
        />
      )}
      {!isProblem && (
        <LimitsNote
          capabilities={capabilities}
          sort={{ asked: askedSort, used: query.sort }}
        />
      )}
      {page && !error && (
        <AnswerNotices answer={page} onRetry={reload} isRetrying={isPending} />
      )}
      {isProblem ? (
        <ProblemPanel
          error={error}
          entity={entity}
          onRetry={canRetryHelp(error) ? reload : undefined}
          isRetrying={isPending}
        >
          {query.cursor && (
            <Button
              variant="secondary"
              size="small"
              onPress={() => change({ cursor: undefined })}
            >
              {t('empty.firstPage')}
            </Button>
          )}
          {isFiltered && !query.cursor && !canRetryHelp(error) && (
            <Button variant="secondary" size="small" onPress={clear}>
              {t('filters.clear')}
            </Button>
          )}
        </ProblemPanel>
      ) : (
        (page || !queryError) && (
          <IssueLinksProvider value={links}>
            <IssuesResult
              page={page}
              query={query}
              capabilities={capabilities}
              columns={columns}
              hasManyProjects={projects.length > 1}
              isOutdated={isOutdated}
              isFiltered={isFiltered}
              onChange={change}
              onClear={clear}
            />
          </IssueLinksProvider>
        )
      )}
      <OpenedIssue
        entity={entity}
        entityRef={entityRef}
        opened={opened}
        environment={chosen.environment}
        issues={page?.items}
        statsPeriod={capabilities.statsPeriod ? query.statsPeriod : undefined}
        withUsers={capabilities.users}
      />
    </Flex>
  );
}
