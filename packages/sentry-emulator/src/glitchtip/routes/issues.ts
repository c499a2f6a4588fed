import { everything } from '../../store/timeline';
import { scopes } from '../../webApi/auth';
import { scorePage } from '../../webApi/pagination';
import { requireChoice, requireInteger } from '../errors';
import { pageHeaders, readCursor, readLimit } from '../pagination';
import { compileSearch } from '../search';
import { serializeIssue } from '../serialize';
import { readFirstSeen } from '../window';
import type { Issue } from '../../store/Issue';
import type { EmulatorProject } from '../../types';
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
const sorts = Object.keys(scores).flatMap(name => [name, `-${name}`]);

export const listIssuesRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/issues/',
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const ids = request.query
      .getAll('project')
      .map((text, index) =>
        requireInteger(text, ['query', 'filters', 'project', index]),
      );
    const all = request.organization.projects;
    const projects =
      ids.length === 0
        ? all
        : all.filter(project => ids.includes(Number(project.id)));
    return listIssues(request, projects, context);
  },
};

export const listProjectIssuesRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: '/api/0/projects/:organization/:project/issues/',
  scopes: scopes.readEvents,
  handle: (request, context) => listIssues(request, [request.project], context),
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
  const limit = readLimit(query);
  const text = (query.get('query') ?? '').trim();
  const direct = directHit(text, projects, context);
  if (direct) {
    return direct;
  }
  const tests = [
    compileSearch(text),
    readFirstSeen(query, context.now()),
    inEnvironments(query.getAll('environment')),
  ];
  const found = projects
    .flatMap(project => context.store.issues(project.id))
    .filter(issue => tests.every(test => test(issue)));
  const page = scorePage(
    sortIssues(found, sort, context.now()),
    limit,
    readCursor(query),
  );
  return {
    body: page.items.map(issue => serializeIssue(issue, context)),
    headers: pageHeaders(request, context, page, found.length),
  };
}

function directHit(
  text: string,
  projects: readonly EmulatorProject[],
  context: ApiContext,
): ApiAnswer | undefined {
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

function sortIssues(
  issues: Issue[],
  sort: string,
  now: number,
): { score: number; item: Issue }[] {
  const descending = sort.startsWith('-');
  const score = scores[descending ? sort.slice(1) : sort];
  return issues
    .map(item => ({
      score: descending ? score(item, now) : -score(item, now),
      item,
    }))
    .sort((a, b) => b.score - a.score || Number(b.item.id) - Number(a.item.id));
}

/** One that no event has leaves nothing; it is no error. */
function inEnvironments(names: string[]): (issue: Issue) => boolean {
  return issue =>
    names.length === 0 ||
    issue.timeline
      .within(everything)
      .some(({ environment }) => names.includes(environment ?? ''));
}
