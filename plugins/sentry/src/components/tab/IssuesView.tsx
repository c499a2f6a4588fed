import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import {
  SENTRY_PROJECT_SLUG_ANNOTATION,
  type SentryIssuesPage,
  type SentryIssuesQuery,
  type SentryProblemCode,
} from 'backstage-plugin-sentry-common';
import { type ReactNode, useMemo } from 'react';
import {
  allCapabilities,
  type Capabilities,
  isUncommonSort,
} from '../../data/projects';
import { useIssuesQuery, urlWith } from '../../issueUrl/urlParams';
import { issueAddressKeys } from '../../issueUrl/address';
import {
  issuesQueryKeys,
  tagTerm,
  withTerm,
  writeQuery,
} from '../../api/query';
import { useLocation } from 'react-router-dom';
import type { SentryIssueColumn } from '../../issueColumns';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { useKeptPage } from '../../triage/useKeptPage';
import { AnswerNotices, FailureNotice } from '../ui/AnswerNotices';
import { type IssueLinks, IssueListProvider } from '../ui/IssueContext';
import type { FilterOption } from './FilterSelect';
import { LimitsNote } from '../ui/LimitsNote';
import { canRetryHelp } from '../ui/problemText';
import { ProblemPanel } from '../ui/ProblemPanel';
import { RefusedFilters } from './EmptyIssues';
import { IssuesResult } from './IssuesResult';
import { IssuesToolbar } from './IssuesToolbar';
import { type EffectiveQuery, useEffectiveQuery } from './useEffectiveQuery';
import { useQueryError } from './queryError';
import { useNews } from './OfferedIssues';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { type IssuesOf, useIssues } from '../../data/answers';

const noDefaults = {};

/** Where issues come from, and what they can be narrowed by. */
interface IssuesSource {
  of: IssuesOf;
  /** Where they are one entity's: its annotations say what is asked for by default. */
  entity?: Entity;
  /** Whether they may be of several entities, which then are named. */
  isAggregate: boolean;
  projects: FilterOption[];
  /** Undefined until it is known. */
  capabilities: Capabilities | undefined;
}

/** What the list shows at the moment. */
export interface ShownIssues {
  page: SentryIssuesPage | undefined;
  /** Why there are none to show. */
  problem?: Error;
  query: EffectiveQuery;
  /** What the viewer chose; undefined for the default. */
  environment: string[] | undefined;
  capabilities: Capabilities;
}

/** Issues to search, filter, sort and page through: what is asked for, and what came of it. */
export function IssuesView(props: {
  source: IssuesSource;
  /** What to show before the viewer chooses otherwise. */
  defaults?: Pick<
    SentryIssuesQuery,
    'query' | 'statsPeriod' | 'sort' | 'limit'
  >;
  columns?: readonly SentryIssueColumn[];
  /** Where the issues of a page lead to; to Sentry, where it is left out. Memoized. */
  linksOf?: (page: SentryIssuesPage | undefined) => IssueLinks;
  /** Within the toolbar. */
  strip?: (shown: ShownIssues) => ReactNode;
  /** Above the list. */
  above?: (shown: ShownIssues) => ReactNode;
  /** Next to the list. */
  beside?: (shown: ShownIssues) => ReactNode;
}) {
  const { source, defaults = noDefaults, columns, linksOf } = props;
  const { of, entity, projects } = source;
  const { capabilities = allCapabilities } = source;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { query: chosen, change, clear } = useIssuesQuery();
  const { query, isFiltered, askedSort } = useEffectiveQuery(
    entity,
    chosen,
    defaults,
    capabilities,
  );
  const { environment } = chosen;
  // Known before the projects are, so that no filter and no column come later.
  const hasManyProjects =
    projects.length > 1 || (projects.length === 0 && namesSeveral(entity));
  const isKnown = source.capabilities || !isUncommonSort(query.sort);

  // The backend knows the default environments itself.
  const asked = { ...query, environment };
  const issues = useIssues(of, isKnown ? asked : undefined, { isLive: true });

  const { error, isPending, isOutdated, question } = issues;
  const kept = useKeptPage(issues, {
    of,
    query: asked,
    canLookUp: !capabilities.limitedBy.length,
  });
  const { page, reload, gone, offered } = kept;
  const news = useNews()(kept);
  const queryError = useQueryError()(error);
  const failure = queryError ? undefined : error;
  // What was loaded stays where it can't be loaded anew.
  const old = failure && !isOutdated ? page : undefined;
  const problem = old ? undefined : failure;
  const isRefused = queryError !== undefined && !page?.items.length;
  // What stands above is not the list's own, and stays where that fails.
  const hasFilters = !error || old !== undefined || canFiltersHelp(error);
  const { pathname } = useLocation();
  const context = useMemo(
    () => ({
      links: linksOf?.(page),
      components: page?.entities,
      gone,
      tagHref: (key: string, value: string) =>
        urlWith(
          [...issuesQueryKeys, ...issueAddressKeys, 'event'],
          writeQuery({
            ...chosen,
            cursor: undefined,
            query: withTerm(query.query, tagTerm(key, value)),
          }),
          { pathname, search: window.location.search },
        ),
    }),
    [linksOf, page, gone, chosen, query.query, pathname],
  );
  const shown: ShownIssues = {
    page,
    problem,
    query,
    environment,
    capabilities,
  };

  return (
    <IssueListProvider value={context}>
      <Flex direction="column" gap="2">
        {hasFilters && (
          <IssuesToolbar
            of={of}
            query={query}
            capabilities={capabilities}
            projects={projects}
            hasManyProjects={hasManyProjects}
            onChange={change}
            onClear={isFiltered ? clear : undefined}
            queryError={queryError}
            page={error ? old : page}
            hasOldRows={page !== undefined}
            isPending={isPending || !isKnown}
            question={question}
            news={news}
            onReload={problem ? undefined : reload}
          >
            {props.strip?.(shown)}
          </IssuesToolbar>
        )}
        {page && !error && (
          <AnswerNotices
            answer={page}
            onRetry={reload}
            isRetrying={isPending}
          />
        )}
        {error && old && (
          <FailureNotice
            error={error}
            since={old.fetchedAt}
            onRetry={reload}
            isRetrying={isPending}
          />
        )}
        {hasFilters && props.above?.(shown)}
        {problem && (
          <ProblemPanel
            error={problem}
            entity={entity}
            onRetry={reload}
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
            {isFiltered && !query.cursor && !canRetryHelp(problem) && (
              <Button variant="secondary" size="small" onPress={clear}>
                {t('filters.clear')}
              </Button>
            )}
          </ProblemPanel>
        )}
        {isRefused && <RefusedFilters onClear={clear} />}
        {!problem && !isRefused && (
          <IssuesResult
            page={page}
            query={query}
            capabilities={capabilities}
            columns={columns}
            isAggregate={source.isAggregate}
            hasManyProjects={hasManyProjects}
            isOutdated={isOutdated}
            isWrong={queryError !== undefined}
            isOld={old !== undefined}
            isFiltered={isFiltered}
            offered={offered}
            onChange={change}
            onClear={clear}
          />
        )}
        {!failure && (
          <LimitsNote
            capabilities={capabilities}
            sort={{ asked: askedSort, used: query.sort }}
          />
        )}
        {props.beside?.(shown)}
      </Flex>
    </IssueListProvider>
  );
}

function namesSeveral(entity: Entity | undefined): boolean {
  const { annotations } = entity?.metadata ?? {};
  return annotations?.[SENTRY_PROJECT_SLUG_ANNOTATION]?.includes(',') ?? false;
}

/** Those that another search, project or window may get around. */
const filterable: SentryProblemCode[] = [
  'QUERY_INVALID',
  'PROJECT_NOT_FOUND',
  'RATE_LIMITED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_UNEXPECTED',
];

/** Whether to keep the filters on screen: not where nothing can be asked at all. */
function canFiltersHelp(error: Error): boolean {
  if (error instanceof SentryProblemException) {
    return filterable.includes(error.problem.code);
  }
  return (
    !(error instanceof SentryRequestException) ||
    error.reason === 'bad-request' ||
    error.reason === 'unreachable' ||
    error.reason === 'unexpected'
  );
}
