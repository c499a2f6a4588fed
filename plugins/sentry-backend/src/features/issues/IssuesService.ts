import type {
  SentryIssueSort,
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
import { refuseUnknownEnvironments } from '../../answers/environments';
import type { Cached } from '../../cache/types';
import { issuesLink } from '../../scopes/links';
import type { ProjectScope, ResolvedProjects } from '../../scopes/types';
import { refuseUnknownSort, servedSort } from '../capabilities';
import { askPage, sortOfSentry } from './askPage';
import { attentionFilters } from './attention';
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
} from './mergeScopes';
import { filterOf, issuesFilter, narrowToAssignee, ownQuery } from './query';
import type {
  IssueAssignee,
  IssuesFilter,
  ScopePage,
  ScopePosition,
} from './types';

/** What a page is made for. */
interface PageQuestion {
  /** Of the entity. */
  ref: string;
  asked: Pick<SentryIssuesQuery, 'project' | 'sort'>;
  resolved: ResolvedProjects;
  /** By an order that all servers have. */
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
    const { resolver } = this.#parts;
    const { ref, annotations } = authorized.entity;
    const all = await resolver.resolve(authorized, asked.project, {
      splitOwned: assignee?.besideOwn,
    });
    const resolved = assignee ? narrowToAssignee(all, assignee) : all;
    const filter: IssuesFilter = {
      ...issuesFilter(asked, annotations),
      // Why an account is unknown can change from page to page, and makes no other list.
      ...(assignee && { assignee: { ...assignee, unknown: undefined } }),
    };
    const sort = servedSort(resolved.scopes, filter.sort);
    const page = (served: SentryIssueSort) =>
      this.#page(ref, asked, resolved, { ...filter, sort: served });
    try {
      return await page(sort);
    } catch (error) {
      // A server of a kind that is not configured may have turned out to be another.
      const known = servedSort(resolved.scopes, sort);
      if (known === sort) {
        throw error;
      }
      return page(known);
    }
  }

  #page(
    ref: string,
    asked: SentryIssuesQuery,
    resolved: ResolvedProjects,
    filter: IssuesFilter,
  ): Promise<Answer> {
    const { pipeline } = this.#parts;
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
        asked.sort ?? null,
      ],
      isSplitByPlan: true,
      load: scope => {
        refuseUnknownSort(resolved.scopes, filter.sort);
        return this.#read(scope, filter, positions);
      },
      merge: loaded =>
        merge({ ref, asked, resolved, filter, positions }, loaded),
    });
  }

  /**
   * Readers of the scope's lists, each where the page before left it, at its next issue: one,
   * or those that make a list by attention.
   */
  async #read(
    scope: ProjectScope,
    asked: IssuesFilter,
    positions?: Map<string, ScopePosition>,
  ): Promise<ScopeReader[]> {
    const own = asked.assignee ? filterOf(scope, asked) : asked;
    const lists = own.sort === 'attention' ? attentionFilters(own) : [own];
    const readers = lists.map(filter => {
      const { tiers, sort } = filter;
      const tag = scopeTag(tiers ? `${scope.id} ${tiers}` : scope.id);
      return new ScopeReader({
        tag,
        load: cursor => askPage(this.#parts.pipeline, scope, filter, cursor),
        sort,
        // Others' projects are worth one call more, and by attention one of each list fills
        // the first page.
        ...((scope.isOthers || (tiers && !positions)) && { maxPages: 1 }),
        position: positions?.get(tag),
      });
    });
    await Promise.all(readers.map(reader => reader.fill()));
    for (const { failure } of readers) {
      if (failure) {
        throw failure;
      }
    }
    return readers;
  }
}

/** Makes a page of the scopes' issues: how many there are, and where it goes on. */
async function merge(
  { ref, asked, resolved, filter, positions }: PageQuestion,
  loaded: ScopeAnswers<ScopeReader[]>,
): Promise<Merged> {
  const readers = loaded.answers.flatMap(({ value }) => value);
  const items = await mergeScopes({ ...filter, readers });
  const scopes: ProjectScope[] = [];
  const used: Cached<ScopePage>[] = [];
  const failures: ScopeFailure[] = [];
  const problems: SentryProblem[] = [];
  let more = loaded.failures.length > 0;
  for (const { scope, value } of loaded.answers) {
    scopes.push(scope);
    for (const reader of value) {
      used.push(...reader.loaded);
      if (reader.failure) {
        failures.push({ scope, error: reader.failure });
      }
      if (reader.endedEarly) {
        problems.push(endOfServer(scope.client));
      }
      more ||= !reader.position.done;
    }
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
    for (const { tag, position } of readers) {
      left.set(tag, position);
    }
    nextCursor = writeCursor(cursorBinding(ref, asked.project, filter), left);
    if (nextCursor === undefined) {
      problems.unshift(endOfCursors(scopes.length));
    }
  }
  const isAssigneesAlone =
    filter.assignee &&
    scopes.some(scope => filterOf(scope, filter).assignee !== undefined);
  const link = issuesLink(scopes, {
    ...filter,
    sort: sortOfSentry(filter),
    ...(isAssigneesAlone && { query: ownQuery(filter.query) }),
  });
  const content: Omit<SentryIssuesPage, 'fetchedAt' | 'stale' | 'problems'> = {
    items,
    pageInfo: nextCursor === undefined ? {} : { nextCursor },
    ...(isWhole
      ? { totalItems: items.length, totalIsEstimate: false }
      : estimatedTotal(readers)),
    ...(asked.sort && asked.sort !== filter.sort && { sort: filter.sort }),
    links: link ? { sentry: link } : {},
    ...(resolved.components && { entities: resolved.components }),
  };
  return { content, used, failures, problems };
}
