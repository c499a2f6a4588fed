import { formatDate } from '../../serialize/dates';
import { scopes } from '../auth';
import { SentryApiError } from '../errors';
import { linkHeader, offsetPage, readCursor, readPerPage } from '../pagination';
import { readScope } from '../scope';
import { isRate, readFields } from '../sessions/fields';
import { groupSessions, readGroupBy } from '../sessions/groups';
import { compileSessionSearch } from '../sessions/search';
import { readBuckets } from '../sessions/window';
import type { Buckets } from '../../serialize/series';
import type { SessionCounts } from '../../store/SessionStore';
import type { ApiRoute } from '../types';

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
      totals: totals(group.rows, fields),
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

function totals(
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
