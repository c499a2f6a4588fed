import type {
  SentryIssue,
  SentryIssuesPage,
  SentryIssuesQuery,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import type { AuthorizedEntity } from '../../access/types';
import type {
  EntityServiceOptions,
  Merged,
  ScopeAnswers,
  ScopeFailure,
} from '../../answers/answerFrom';
import type { Answer } from '../../answers/AnswerCache';
import {
  askKnownEnvironments,
  refuseUnknownEnvironments,
} from '../../answers/environments';
import type { Cached } from '../../cache/types';
import { issuesLink } from '../../scopes/links';
import type { ProjectScope, ResolvedProjects } from '../../scopes/types';
import { refuseUnknownSort } from '../capabilities';
import {
  cursorBinding,
  endOfCursors,
  readCursor,
  scopeTag,
  writeCursor,
} from './cursor';
import {
  endOfServer,
  estimatedTotal,
  mergeScopes,
  ScopeReader,
  sortRank,
} from './mergeScopes';
import {
  assignedQuestion,
  filterOf,
  isAssigned,
  issuesFilter,
  narrowToAssignee,
  ownIssuesQuery,
  ownQuery,
} from './query';
import type {
  IssueAssignee,
  IssuesFilter,
  ScopePage,
  ScopePosition,
} from './types';

// About 30 bars over exactly the window that was asked for.
const TREND = 'auto';

/** What a page is made for. */
interface PageQuestion {
  /** Of the entity. */
  ref: string;
  wanted?: string[];
  resolved: ResolvedProjects;
  filter: IssuesFilter;
  /** Where the page before left each scope; absent on the first. */
  positions?: Map<string, ScopePosition>;
}

/**
 * Lists the issues of an entity: one list per organization in Sentry, one list here.
 *
 * When one of several organizations can't be asked, the rest is listed and a problem says
 * what is missing. Its place in the cursor stays where it was, so that a later page
 * picks up its issues, or says once more that it can't.
 */
export class IssuesService {
  readonly #parts: EntityServiceOptions;

  constructor(options: EntityServiceOptions) {
    this.#parts = options;
  }

  /**
   * @param assignee - whose issues are listed, of all or only of others' projects;
   *   absent for all issues
   * @throws SentryProblemError where no project can be asked
   * @throws InputError for a cursor or project that is not this entity's
   */
  async list(
    authorized: AuthorizedEntity,
    asked: SentryIssuesQuery,
    assignee?: IssueAssignee,
  ): Promise<Answer> {
    const { resolver, pipeline } = this.#parts;
    const { ref, annotations } = authorized.entity;
    const all = await resolver.resolve(authorized, asked.project, {
      splitOwned: assignee?.besideOwn,
    });
    const resolved = assignee ? narrowToAssignee(all, assignee) : all;
    const filter: IssuesFilter = {
      ...issuesFilter(asked, annotations),
      ...(assignee && { assignee }),
    };
    const positions =
      asked.cursor === undefined
        ? undefined
        : readCursor(asked.cursor, cursorBinding(ref, asked.project, filter));
    return pipeline.answerFrom({
      kind: 'issues',
      resolved: {
        ...resolved,
        problems: [...resolved.problems, ...resolved.limits],
      },
      parameters: [
        ref,
        asked.project ?? [],
        Object.entries(filter),
        asked.cursor ?? null,
      ],
      isSplitByPlan: true,
      load: scope => {
        refuseUnknownSort(resolved.scopes, filter.sort);
        return this.#read(scope, filter, positions);
      },
      merge: loaded =>
        merge(
          { ref, wanted: asked.project, resolved, filter, positions },
          loaded,
        ),
    });
  }

  /** A reader of the scope that stands where the page before left it, at its next issue. */
  async #read(
    scope: ProjectScope,
    listFilter: IssuesFilter,
    positions?: Map<string, ScopePosition>,
  ): Promise<ScopeReader> {
    const { pipeline } = this.#parts;
    const filter = listFilter.assignee
      ? filterOf(scope, listFilter)
      : listFilter;
    const { environments, sort } = filter;
    const reader = new ScopeReader({
      load: cursor =>
        pipeline.ask<ScopePage>(scope, {
          kind: 'issues.scope',
          parameters: [Object.entries(filter), cursor ?? null],
          isChangeable: true,
          load: () =>
            environments.length
              ? askKnownEnvironments<ScopePage>({
                  pipeline,
                  scope,
                  environments,
                  ask: names =>
                    loadPage(scope, { ...filter, environments: names }, cursor),
                  isFound: ({ items }) => items.length > 0,
                  none: { items: [], hits: 0 },
                })
              : loadPage(scope, filter, cursor),
        }),
      sort,
      // Others' projects are worth one call more.
      ...(scope.isOthers && { maxPages: 1 }),
      position: positions?.get(scopeTag(scope.id)),
    });
    await reader.fill();
    if (reader.failure) {
      throw reader.failure;
    }
    return reader;
  }
}

/**
 * Asks Sentry for one page of one scope, and keeps what leaves the backend.
 * What is not of the entity's projects is dropped, whatever Sentry answers.
 */
async function loadPage(
  scope: ProjectScope,
  filter: IssuesFilter,
  cursor?: string,
): Promise<ScopePage> {
  const { client, organization, projectIds } = scope;
  const { assignee, environments, limit, sort, statsPeriod } = filter;
  const query = ownIssuesQuery(filter.query, scope);
  if (query === undefined) {
    return { items: [], hits: 0 };
  }
  const page = await client.listIssues(organization, {
    project: projectIds,
    environment: environments,
    statsPeriod,
    query,
    limit,
    ...(assignee && assignedQuestion(client, query, limit)),
    sort,
    cursor,
    groupStatsPeriod: TREND,
    // Sorted by what the search matches, an issue is ranked by that, too.
    collapse: [],
    expand: ['inbox'],
  });
  const items: SentryIssue[] = [];
  let last: SentryIssue | undefined;
  for (const issue of page.items) {
    const { project, trend } = issue;
    if (projectIds.includes(project.id)) {
      last = issue;
      if (!assignee || isAssigned(issue, scope, assignee)) {
        items.push(
          trend?.period === TREND
            ? { ...issue, trend: { ...trend, period: statsPeriod } }
            : issue,
        );
      }
    }
  }
  const isWhole =
    cursor === undefined && page.nextCursor === undefined && !page.endsEarly;
  // Sentry answers the id of an event with its issue, whatever the project. The answer must
  // be the same as for an unknown id, without a count of others' issues.
  const ownHits = isWhole ? items.length : undefined;
  const hits = items.length === page.items.length ? page.hits : ownHits;
  return {
    items,
    ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
    ...(hits !== undefined && { hits }),
    ...(page.endsEarly && { endsEarly: true }),
    ...(last && assignee?.besideOwn && { floor: sortRank(last, sort) }),
  };
}

/** Makes a page of the scopes' issues: how many there are, and where it goes on. */
async function merge(
  { ref, wanted, resolved, filter, positions }: PageQuestion,
  loaded: ScopeAnswers<ScopeReader>,
): Promise<Merged> {
  const readers = loaded.answers.map(({ value }) => value);
  const items = await mergeScopes({ ...filter, readers });
  const scopes: ProjectScope[] = [];
  const used: Cached<ScopePage>[] = [];
  const failures: ScopeFailure[] = [];
  const problems: SentryProblem[] = [];
  let more = loaded.failures.length > 0;
  for (const { scope, value: reader } of loaded.answers) {
    scopes.push(scope);
    used.push(...reader.loaded);
    if (reader.failure) {
      failures.push({ scope, error: reader.failure });
    }
    if (reader.endedEarly) {
      problems.push(endOfServer(scope.client));
    }
    more ||= !reader.position.done;
  }
  for (const { scope } of loaded.failures) {
    scopes.push(scope);
  }
  // A server of a kind that is not configured may have turned out to be another.
  refuseUnknownSort(scopes, filter.sort);
  const hasFailed = loaded.failures.length + failures.length > 0;
  if (filter.environments.length && !hasFailed && !positions) {
    refuseUnknownEnvironments(used.map(({ value }) => value));
  }
  const isWhole = !positions && !more && !problems.length;
  let nextCursor: string | undefined;
  if (more) {
    const left = new Map(positions);
    for (const { scope, value } of loaded.answers) {
      left.set(scopeTag(scope.id), value.position);
    }
    nextCursor = writeCursor(cursorBinding(ref, wanted, filter), left);
    if (nextCursor === undefined) {
      problems.unshift(endOfCursors(scopes.length));
    }
  }
  const isAssigneesAlone =
    filter.assignee &&
    scopes.some(scope => filterOf(scope, filter).assignee !== undefined);
  const link = issuesLink(
    scopes,
    isAssigneesAlone ? { ...filter, query: ownQuery(filter.query) } : filter,
  );
  const content: Omit<SentryIssuesPage, 'fetchedAt' | 'stale' | 'problems'> = {
    items,
    pageInfo: nextCursor === undefined ? {} : { nextCursor },
    ...(isWhole
      ? { totalItems: items.length, totalIsEstimate: false }
      : estimatedTotal(readers)),
    links: link ? { sentry: link } : {},
    ...(resolved.components && { entities: resolved.components }),
  };
  return { content, used, failures, problems };
}
