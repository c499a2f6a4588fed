import { SentryApiError } from './http';
import type { Organization } from '../directory';
import type { EventPredicate, TimeRange } from '../store/types';
import type { EmulatorProject } from '../types/options';
import type { ApiContext, OrganizationRequest } from './types';
import type { EventStore } from '../store/EventStore';
import type { Issue } from '../store/Issue';

const unitMs: Record<string, number> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const defaultPeriodMs = 90 * unitMs.d;

/** The part of an organization that a request asks about. */
export interface RequestScope {
  readonly projects: EmulatorProject[];
  /** Absent where all environments are meant. */
  readonly inEnvironment?: EventPredicate;
  readonly range: TimeRange;
  /** Whether the request named a window of its own. */
  readonly hasWindow: boolean;
  /** Whether the request is about what is of that environment. */
  hasEnvironment(name: string | undefined): boolean;
  /** Id of the user who asks, where it is one. */
  readonly viewer?: string;
}

export function readScope(
  request: OrganizationRequest,
  context: ApiContext,
): RequestScope {
  const { query, organization } = request;
  const projects = readProjects(query, organization, context);
  const names = readEnvironmentNames(query, organization, context);
  return {
    projects,
    inEnvironment: readEnvironments(query, organization, context),
    hasEnvironment: name => names.size === 0 || names.has(name ?? ''),
    viewer: request.token?.user,
    ...readRange(query, context.now()),
  };
}

/**
 * Ids and slugs mixed, or ids alone where the server is older; `-1` and none for
 * all; those out of reach are 403.
 */
export function readProjects(
  query: URLSearchParams,
  organization: Organization,
  { dialect }: ApiContext,
): EmulatorProject[] {
  const wanted = query.getAll('project');
  if (!dialect.takesProjectSlugs && !wanted.every(id => /^-?\d+$/.test(id))) {
    throw SentryApiError.badRequest(
      'Invalid project parameter. Values must be numbers.',
    );
  }
  const slugs = query.getAll('projectSlug');
  const all = organization.projects;
  if (
    wanted.includes('-1') ||
    slugs.includes('$all') ||
    wanted.length + slugs.length === 0
  ) {
    return all;
  }
  const found = [...wanted, ...slugs].map(idOrSlug => {
    const project = all.find(p => p.id === idOrSlug || p.slug === idOrSlug);
    if (!project) {
      throw SentryApiError.forbidden();
    }
    return project;
  });
  return [...new Set(found)];
}

export function readEnvironments(
  query: URLSearchParams,
  organization: Organization,
  context: ApiContext,
): EventPredicate | undefined {
  const wanted = readEnvironmentNames(query, organization, context);
  return wanted.size === 0
    ? undefined
    : event => wanted.has(event.environment ?? '');
}

/** None if all are meant; 404 for an unknown name. */
function readEnvironmentNames(
  query: URLSearchParams,
  organization: Organization,
  context: ApiContext,
): ReadonlySet<string> {
  const wanted = new Set(query.getAll('environment'));
  if (wanted.size === 0) {
    return wanted;
  }
  const known = new Set(
    organization.projects.flatMap(p => context.store.environments(p.id)),
  );
  for (const name of wanted) {
    if (name !== '' && !known.has(name)) {
      throw SentryApiError.notFound();
    }
  }
  return wanted;
}

/** The window that is asked for; the last ninety days where none is. */
export function readRange(
  query: URLSearchParams,
  now: number,
): { range: TimeRange; hasWindow: boolean } {
  const period = query.get('statsPeriod');
  if (period) {
    const length = parsePeriod(period);
    if (length === undefined) {
      throw SentryApiError.badRequest(`Invalid statsPeriod: '${period}'`);
    }
    return { range: { from: now - length, to: now + 1 }, hasWindow: true };
  }
  const start = query.get('start');
  const end = query.get('end');
  if (!start && !end) {
    return {
      range: { from: now - defaultPeriodMs, to: now + 1 },
      hasWindow: false,
    };
  }
  if (!start || !end) {
    throw SentryApiError.badRequest('start and end are both required');
  }
  const range = { from: parseDate(start), to: parseDate(end) };
  if (range.from >= range.to) {
    throw SentryApiError.badRequest('start must be before end');
  }
  return { range, hasWindow: true };
}

/** A length such as `14d` in milliseconds. */
export function parsePeriod(text: string): number | undefined {
  const match = /^(\d+)([smhdw])$/.exec(text);
  return match ? Number(match[1]) * unitMs[match[2]] : undefined;
}

/** Without a zone it is UTC. */
function parseDate(text: string): number {
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(text) || !text.includes('T');
  const time = /^\d{4}-\d{2}-\d{2}/.test(text)
    ? Date.parse(zoned ? text : `${text}Z`)
    : NaN;
  if (Number.isNaN(time)) {
    throw SentryApiError.badRequest(
      `${text} is not a valid ISO8601 date query`,
    );
  }
  return time;
}

/** The issue of the path, by number or short id, if it is one of the organization's. */
export function findIssue(
  { params, organization }: OrganizationRequest,
  { store }: ApiContext,
): Issue {
  const byId = store.issue(params.issue);
  if (byId && organization.projects.includes(byId.project)) {
    return byId;
  }
  return findByShortId(params.issue, organization, store);
}

export function findByShortId(
  text: string,
  organization: Organization,
  store: EventStore,
): Issue {
  const shortId = text.toUpperCase();
  const issue = organization.projects
    .flatMap(project => store.issues(project.id))
    .find(candidate => candidate.shortId === shortId);
  if (!issue) {
    throw SentryApiError.notFound();
  }
  return issue;
}
