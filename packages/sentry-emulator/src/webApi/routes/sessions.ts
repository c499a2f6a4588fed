import { formatDate, type Buckets, rangeBuckets } from '../../serialize/series';
import { scopes } from '../auth';
import { SentryApiError } from '../http';
import { linkHeader, offsetPage, readCursor, readPerPage } from '../pagination';
import { readScope, parsePeriod } from '../scope';
import {
  type SessionCounts,
  sessionStatuses,
  totalsOf,
  type SessionTotals,
  countOf,
  ofStatus,
} from '../../store/SessionStore';
import type { ApiRoute } from '../types';
import { parseSearch, SearchError, type SearchTerm } from '../../search/parse';
import { matchText } from '../../search/values';
import type { EmulatorProject } from '../../types/options';
import type { TimeRange } from '../../store/types';

type Fields = ReturnType<typeof readFields>;

/** Release health: how many sessions there were, and how many ended well. */
export const sessionsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/sessions/',
  scopes: scopes.readOrganization,
  handle: (request, context) => {
    const { query } = request;
    const fields = readFields(query);
    const groupBy = readGroupBy(query);
    if (groupBy.includes('session.status') && [...fields.keys()].some(isRate)) {
      throw SentryApiError.badRequest(
        'Cannot group by session.status when using the crash_rate field',
      );
    }
    const { projects, range, hasEnvironment } = readScope(request, context);
    const buckets = readBuckets(query, range);
    const end = buckets.starts[buckets.starts.length - 1] + buckets.width;
    const matches = compileSessionSearch(query.get('query') ?? '', projects);
    const rows = projects
      .flatMap(({ id }) =>
        context.store.sessions.within(id, { from: buckets.starts[0], to: end }),
      )
      .filter(row => hasEnvironment(row.environment) && matches(row));
    const groups = groupSessions(rows, groupBy).map(group => ({
      by: group.by,
      totals: fieldTotals(group.rows, fields),
      series: series(group.rows, fields, buckets),
    }));
    sort(groups, query.get('orderBy'), fields);
    const page = offsetPage(groups, readPerPage(query), readCursor(query));
    const wants = (part: string) => query.get(part) !== '0';
    return {
      body: {
        start: formatDate(buckets.starts[0]),
        end: formatDate(end),
        query: query.get('query') ?? '',
        intervals: wants('includeSeries') ? buckets.starts.map(formatDate) : [],
        groups: page.items.map(group => ({
          by: group.by,
          totals: wants('includeTotals') ? group.totals : {},
          series: wants('includeSeries') ? group.series : {},
        })),
      },
      headers: linkHeader(request, context, page),
    };
  },
};

function fieldTotals(
  rows: readonly SessionCounts[],
  fields: Fields,
): Record<string, number | null> {
  return Object.fromEntries(
    [...fields].map(([name, total]) => [name, total(rows)]),
  );
}

function series(
  rows: readonly SessionCounts[],
  fields: Fields,
  { starts, width }: Buckets,
): Record<string, (number | null)[]> {
  const parts = starts.map((): SessionCounts[] => []);
  for (const row of rows) {
    parts[Math.floor((row.started - starts[0]) / width)].push(row);
  }
  return Object.fromEntries(
    [...fields].map(([name, total]) => [name, parts.map(total)]),
  );
}

function sort(
  groups: { totals: Record<string, number | null> }[],
  orderBy: string | null,
  fields: Fields,
): void {
  if (!orderBy) {
    return;
  }
  const [, sign, field] = /^(-?)(.*)$/.exec(orderBy) ?? [];
  if (!fields.has(field)) {
    throw SentryApiError.badRequest(
      "'orderBy' must be one of the provided 'fields'",
    );
  }
  const direction = sign === '-' ? -1 : 1;
  groups.sort(
    (a, b) => direction * ((a.totals[field] ?? 0) - (b.totals[field] ?? 0)),
  );
}

/** A total that can be asked for; nothing where there were no sessions. */
type Field = (totals: SessionTotals) => number | null;

const fields: Record<string, Field> = {
  'sum(session)': ({ sessions }) => sessions,
  'count_unique(user)': ({ users }) => users,
  'crash_rate(session)': crashedSessions,
  'crash_rate(user)': crashedUsers,
  'crash_free_rate(session)': totals => rest(crashedSessions(totals)),
  'crash_free_rate(user)': totals => rest(crashedUsers(totals)),
};

/** What is asked for, each as a question to sessions. */
function readFields(
  query: URLSearchParams,
): Map<string, (rows: readonly SessionCounts[]) => number | null> {
  const names = query.getAll('field');
  if (names.length === 0) {
    throw SentryApiError.badRequest('Request is missing a "field"');
  }
  return new Map(
    names.map(name => {
      if (!Object.hasOwn(fields, name)) {
        throw SentryApiError.badRequest(`Invalid field: "${name}"`);
      }
      return [name, rows => fields[name](totalsOf(rows))];
    }),
  );
}

/** Rates are of all sessions, so they don't exist for one status. */
function isRate(field: string): boolean {
  return field.startsWith('crash_');
}

function crashedSessions(totals: SessionTotals): number | null {
  return totals.sessions === 0
    ? null
    : totals.crashedSessions / totals.sessions;
}

function crashedUsers(totals: SessionTotals): number | null {
  return totals.users === 0 ? null : totals.crashedUsers / totals.users;
}

function rest(rate: number | null): number | null {
  return rate === null ? null : 1 - rate;
}

/** Sessions that have what they are grouped by in common. */
interface SessionGroup {
  readonly by: Record<string, string | number>;
  readonly rows: SessionCounts[];
}

type Part = (row: SessionCounts) => string | number;

const parts: Record<string, Part> = {
  project: ({ projectId }) => Number(projectId),
  release: ({ release }) => release ?? '',
  environment: ({ environment }) => environment ?? '',
  'session.status': ({ counts }) => Object.keys(counts)[0],
};

const statusName = 'session.status';

function readGroupBy(query: URLSearchParams): string[] {
  const names = [...new Set(query.getAll('groupBy'))];
  for (const name of names) {
    if (!Object.hasOwn(parts, name)) {
      throw SentryApiError.badRequest(`Invalid groupBy: "${name}"`);
    }
  }
  return names;
}

/** Without names all sessions are one group, be there any or not. */
function groupSessions(
  rows: readonly SessionCounts[],
  names: readonly string[],
): SessionGroup[] {
  const groups = new Map<string, SessionGroup>();
  if (names.length === 0) {
    groups.set('[]', { by: {}, rows: [] });
  }
  const single = names.includes(statusName)
    ? rows.flatMap(row => sessionStatuses.map(status => ofStatus(row, status)))
    : rows;
  for (const row of single) {
    if (countOf(row.counts) === 0) {
      continue;
    }
    const values = names.map(name => parts[name](row));
    const key = JSON.stringify(values);
    const group = groups.get(key) ?? {
      by: Object.fromEntries(names.map((name, index) => [name, values[index]])),
      rows: [],
    };
    groups.set(key, group);
    group.rows.push(row);
  }
  return [...groups.values()];
}

type SessionTest = (row: SessionCounts) => boolean;

/** Sessions know of their project, release and environment alone. */
function compileSessionSearch(
  query: string,
  projects: readonly EmulatorProject[],
): SessionTest {
  try {
    const tests = parseSearch(query).map(term => testOf(term, projects));
    return row => tests.every(test => test(row));
  } catch (error) {
    if (error instanceof SearchError) {
      throw SentryApiError.badRequest(
        `Error parsing search query: ${error.message}`,
      );
    }
    throw error;
  }
}

function testOf(
  term: SearchTerm,
  projects: readonly EmulatorProject[],
): SessionTest {
  const matches = matchText(term.values);
  const read = readerOf(term, projects);
  return row => matches(read(row)) !== term.negated;
}

function readerOf(
  { key, freeText }: SearchTerm,
  projects: readonly EmulatorProject[],
): (row: SessionCounts) => string | undefined {
  switch (freeText ? '' : key) {
    case 'release':
      return ({ release }) => release;
    case 'environment':
      return ({ environment }) => environment;
    case 'project':
      return ({ projectId }) =>
        projects.find(({ id }) => id === projectId)?.slug;
    case 'project.id':
      return ({ projectId }) => projectId;
    default:
      throw new SearchError(`Invalid search filter: ${key}`);
  }
}

const hour = 3_600_000;
const day = 24 * hour;
const mostPoints = 10_000;

/** The parts of the window: of an hour to a day each, a day being a whole number of them. */
function readBuckets(query: URLSearchParams, range: TimeRange): Buckets {
  const interval = parsePeriod(query.get('interval') ?? '1h');
  if (interval === undefined || interval < hour) {
    throw SentryApiError.badRequest(
      'The interval has to be a multiple of the minimum interval of one hour.',
    );
  }
  if (interval > day) {
    throw SentryApiError.badRequest(
      'The interval has to be less than one day.',
    );
  }
  if (day % interval !== 0) {
    throw SentryApiError.badRequest(
      'The interval should divide one day without a remainder.',
    );
  }
  const buckets = rangeBuckets(range, interval);
  if (buckets.starts.length > mostPoints) {
    throw SentryApiError.badRequest(
      'Your interval and date range would create too many results. Use a larger interval, or a smaller date range.',
    );
  }
  return buckets;
}
