import { everything } from '../../store/timeline';
import { scopes } from '../../webApi/auth';
import { countBuckets, trendBuckets, formatDate } from '../../serialize/series';
import { requireChoice, requireInteger, readFirstSeen } from '../scope';
import { answerPage } from '../pagination';
import { compileSearch } from '../search';
import { serializeIssue } from '../serialize';
import type { Issue } from '../../store/Issue';
import type { EmulatorProject } from '../../types/options';
import type {
  ApiAnswer,
  ApiContext,
  ApiRequest,
  ApiRoute,
} from '../../webApi/types';

type Score = (issue: Issue, now: number) => number;

/** Names of Sentry's sorts are refused. */
const scores: Record<string, Score> = {
  last_seen: ({ timeline }) => timeline.last.timestamp,
  first_seen: ({ timeline }) => timeline.first.timestamp,
  count: ({ timeline }) => timeline.size,
  priority: ({ timeline }, now) =>
    timeline.size / Math.max(1, (now - timeline.last.timestamp) / 3_600_000),
};
const periods = ['24h', '14d'];
/** Whatever a token may, it may ask for trends. */
const anyScope = [
  ...scopes.readEvents,
  ...scopes.readOrganization,
  ...scopes.readProject,
];
const sorts = Object.keys(scores).flatMap(name => [name, `-${name}`]);

export const listIssuesRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/issues/',
  scopes: scopes.readEvents,
  handle: (request, context) =>
    listIssues(request, request.organization.projects, context),
};

export const listProjectIssuesRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: '/api/0/projects/:organization/:project/issues/',
  scopes: scopes.readEvents,
  handle: (request, context) => listIssues(request, [request.project], context),
};

/** Trends, of which lists have none: buckets without events are left out. */
export const issuesStatsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/issues-stats/',
  scopes: anyScope,
  handle: ({ query, organization }, context) => {
    const period = requireChoice(query.get('statsPeriod') ?? '24h', periods, [
      'query',
      'filters',
      'statsPeriod',
    ]);
    const groups = readIntegers(query, 'groups');
    const buckets = trendBuckets(
      period === '24h' ? '24h' : '14d',
      context.now(),
      everything,
    );
    return {
      body: organization.projects
        .flatMap(project => context.store.issues(project.id))
        .filter(({ id }) => groups.includes(Number(id)))
        .map(({ id, timeline, isUnhandled }) => ({
          id,
          count: String(timeline.size),
          userCount: timeline.size,
          firstSeen: formatDate(timeline.first.timestamp),
          lastSeen: formatDate(timeline.last.timestamp),
          isUnhandled,
          stats: {
            '24h': null,
            '14d': null,
            [period]: countBuckets(timeline, buckets).filter(
              ([, events]) => events > 0,
            ),
          },
        })),
    };
  },
};

/** `statsPeriod` and everything else that is not read here is ignored. */
function listIssues(
  request: ApiRequest,
  projects: readonly EmulatorProject[],
  context: ApiContext,
): ApiAnswer {
  const { query } = request;
  const sort = requireChoice(query.get('sort') ?? '-last_seen', sorts, [
    'query',
    'sort',
  ]);
  const direct = directHit(query, projects, context);
  if (direct) {
    return direct;
  }
  const descending = sort.startsWith('-');
  const score = scores[descending ? sort.slice(1) : sort];
  const rankOf = (issue: Issue) => score(issue, context.now());
  const compare = (a: number, b: number) => (descending ? b - a : a - b);
  return answerPage(request, context, {
    items: issuesOf(request, projects, context).sort(
      (a, b) => compare(rankOf(a), rankOf(b)) || Number(b.id) - Number(a.id),
    ),
    rankOf,
    compare: (a, b) => compare(Number(a), Number(b)),
    serialize: issue => serializeIssue(issue, context),
  });
}

/** All that the filters of a request find, in lists and for changes. */
export function issuesOf(
  { query }: ApiRequest,
  projects: readonly EmulatorProject[],
  context: ApiContext,
): Issue[] {
  const ids = readIntegers(query, 'id');
  const ofProjects = readIntegers(query, 'project');
  const tests = [
    compileSearch((query.get('query') ?? '').trim()),
    readFirstSeen(query, context.now()),
    inEnvironments(query.getAll('environment')),
  ];
  return projects
    .filter(({ id }) => !ofProjects.length || ofProjects.includes(Number(id)))
    .flatMap(project => context.store.issues(project.id))
    .filter(({ id }) => !ids.length || ids.includes(Number(id)))
    .filter(issue => tests.every(test => test(issue)));
}

function directHit(
  query: URLSearchParams,
  projects: readonly EmulatorProject[],
  context: ApiContext,
): ApiAnswer | undefined {
  const text = (query.get('query') ?? '').trim();
  const eventId = text.replaceAll('-', '').toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(eventId)) {
    return undefined;
  }
  for (const project of projects) {
    const found = context.store.findEvent(project.id, eventId);
    if (found) {
      return {
        body: [serializeIssue(found.issue, context, found.event.id)],
        headers: { 'X-Sentry-Direct-Hit': '1' },
      };
    }
  }
  return undefined;
}

/** One that no event has leaves nothing; it is no error. */
function inEnvironments(names: string[]): (issue: Issue) => boolean {
  return issue =>
    names.length === 0 ||
    issue.timeline
      .within(everything)
      .some(({ environment }) => names.includes(environment ?? ''));
}

function readIntegers(query: URLSearchParams, name: string): number[] {
  return query
    .getAll(name)
    .map((text, index) =>
      requireInteger(text, ['query', 'filters', name, index]),
    );
}
