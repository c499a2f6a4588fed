import { serializeListedIssue, type IssueOptions } from '../../serialize/issue';
import { scopes } from '../auth';
import { SentryApiError } from '../http';
import { linkHeader, readCursor, scorePage } from '../pagination';
import { readScope, type RequestScope } from '../scope';
import { everything } from '../../store/timeline';
import { findIssues, prepareSearch, sortIssues } from '../searchIssues';
import type {
  ApiAnswer,
  ApiContext,
  ApiRoute,
  OrganizationRequest,
} from '../types';
import type { Issue } from '../../store/Issue';

/** Sentry estimates up to here; the emulator knows better, and says no more. */
const maxHits = 1000;
const maxLimit = 100;
const groupPeriods = ['', '24h', '14d', 'auto'] as const;

export const listIssuesRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/issues/',
  scopes: scopes.readEvents,
  handle: (request, context) => listIssues(request, request, context),
};

/**
 * The list before organizations had one: deprecated, still served, and what the
 * community plugin asks for. Its `statsPeriod` shapes the trend and filters nothing.
 */
export const listProjectIssuesRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: '/api/0/projects/:organization/:project/issues/',
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const period = request.query.get('statsPeriod') ?? '24h';
    if (!['', '24h', '14d'].includes(period)) {
      throw SentryApiError.badRequest(
        "Invalid stats_period. Valid choices are '', '24h', and '14d'",
      );
    }
    const query = new URLSearchParams(request.query);
    for (const name of ['statsPeriod', 'start', 'end', 'environment']) {
      query.delete(name);
    }
    query.set('project', request.project.id);
    query.set('groupStatsPeriod', period);
    return listIssues({ ...request, query }, request, context);
  },
};

/** The page that `request` asks for, with links to the neighbours of `linked`. */
function listIssues(
  request: OrganizationRequest,
  linked: OrganizationRequest,
  context: ApiContext,
): ApiAnswer {
  const { query, organization } = request;
  const options = readOptions(request);
  const limit = readLimit(query);
  const scope = readScope(request, context);
  if (scope.projects.length === 0) {
    return { body: [] };
  }
  const ids = query.getAll('group');
  if (ids.length > 0) {
    return namedIssues(ids, request, scope, context, options);
  }
  const text = (query.get('query') ?? 'is:unresolved').trim();
  const direct = directHit(text, request, scope, context, options);
  if (direct) {
    return direct;
  }
  const search = prepareSearch(text, scope, organization, context);
  const found = findIssues(search, context);
  const sorted = sortIssues(
    found,
    query.get('sort') ?? 'date',
    search,
    context,
  );
  const page = scorePage(sorted, limit, readCursor(query));
  return {
    body: page.items.map(issue =>
      serializeListedIssue(issue, search, options, organization, context),
    ),
    headers: {
      ...linkHeader(linked, context, page),
      'X-Hits': String(Math.min(found.length, maxHits)),
      'X-Max-Hits': String(maxHits),
    },
  };
}

/**
 * The issues of `group`, as far as they are of the projects: no search, no pages, and
 * no window. Their counts are those of all time, whatever period is asked for.
 */
function namedIssues(
  ids: string[],
  { organization }: OrganizationRequest,
  scope: RequestScope,
  context: ApiContext,
  options: IssueOptions,
): ApiAnswer {
  if (!ids.every(id => /^\d+$/.test(id))) {
    throw SentryApiError.badRequest('Group ids must be integers');
  }
  const search = prepareSearch('', scope, organization, context);
  const unwindowed = { ...options, counted: everything };
  return {
    body: [...new Set(ids)]
      .flatMap(id => context.store.issue(id) ?? [])
      .filter(({ project }) => scope.projects.includes(project))
      .map(issue =>
        serializeListedIssue(issue, search, unwindowed, organization, context),
      ),
  };
}

/**
 * An event id, or a short id with `shortIdLookup=1`, is answered with its issue alone,
 * whichever of the caller's projects it is of.
 */
function directHit(
  text: string,
  request: OrganizationRequest,
  scope: RequestScope,
  context: ApiContext,
  options: IssueOptions,
): ApiAnswer | undefined {
  const { organization, query } = request;
  const answer = (issue: Issue, extra: Record<string, unknown>): ApiAnswer => {
    const search = prepareSearch('', scope, organization, context);
    const body = serializeListedIssue(
      issue,
      search,
      options,
      organization,
      context,
    );
    return {
      body: [{ ...body, ...extra }],
      headers: { 'X-Sentry-Direct-Hit': '1' },
    };
  };

  const eventId = text.replaceAll('-', '').toLowerCase();
  if (/^[0-9a-f]{32}$/.test(eventId)) {
    for (const project of organization.projects) {
      const found = context.store.findEvent(project.id, eventId);
      if (found) {
        return answer(found.issue, {
          matchingEventId: found.event.id,
          matchingEventEnvironment: found.event.environment ?? null,
        });
      }
    }
  }
  if (query.get('shortIdLookup') === '1') {
    const shortId = text.toUpperCase();
    for (const project of organization.projects) {
      const issue = context.store
        .issues(project.id)
        .find(candidate => candidate.shortId === shortId);
      if (issue) {
        return answer(issue, {});
      }
    }
  }
  return undefined;
}

function readOptions({ query, token }: OrganizationRequest): IssueOptions {
  const wanted = query.get('groupStatsPeriod') ?? '24h';
  const groupStatsPeriod = groupPeriods.find(period => period === wanted);
  if (groupStatsPeriod === undefined) {
    throw SentryApiError.badRequest(
      "Invalid stats_period. Valid choices are '', '24h', '14d' and 'auto'",
    );
  }
  return {
    groupStatsPeriod,
    expand: new Set(query.getAll('expand')),
    collapse: new Set(query.getAll('collapse')),
    viewer: token?.user,
  };
}

/** The issues list takes `limit`, not `per_page`, and cuts what is above 100. */
function readLimit(query: URLSearchParams): number {
  const text = query.get('limit') ?? String(maxLimit);
  if (!/^\d+$/.test(text)) {
    throw SentryApiError.badRequest('invalid limit');
  }
  return Math.min(Number(text), maxLimit);
}

const maxCount = 100;

/** How many issues each `query` finds, 100 meaning that or more. */
export const issuesCountRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/issues-count/',
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const scope = readScope(request, context);
    if (scope.projects.length === 0) {
      return { body: [] };
    }
    const counts = request.query.getAll('query').map(query => {
      const search = prepareSearch(query, scope, request.organization, context);
      return [query, Math.min(findIssues(search, context).length, maxCount)];
    });
    return { body: Object.fromEntries(counts) };
  },
};
