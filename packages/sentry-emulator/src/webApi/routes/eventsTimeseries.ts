import { rangeBuckets } from '../../serialize/series';
import { scopes } from '../auth';
import { SentryApiError } from '../errors';
import { parsePeriod } from '../scope';
import { selectEvents } from './selectEvents';
import type { StoredEvent } from '../../store/types';
import type { ApiRoute } from '../types';

/** The totals that can be asked for; Sentry has many more. */
const totals: Record<string, (events: StoredEvent[]) => number> = {
  'count()': events => events.length,
  'count_unique(user)': events =>
    new Set(events.flatMap(event => event.user ?? [])).size,
};

/** `events-timeseries/`: totals over time. */
export const eventsTimeseriesRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/events-timeseries/',
  scopes: scopes.readOrganization,
  handle: (request, context) => {
    const { query } = request;
    const yAxis = query.get('yAxis') ?? 'count()';
    requireTotal(yAxis);
    const { events, range } = selectEvents(request, context);
    const { starts, width } = rangeBuckets(range, readInterval(query, range));
    const buckets = starts.map((): StoredEvent[] => []);
    for (const { event } of events) {
      buckets[Math.floor((event.timestamp - starts[0]) / width)].push(event);
    }
    return {
      body: {
        meta: {
          dataset: 'errors',
          start: range.from,
          end: range.to - 1,
        },
        timeSeries: [
          {
            yAxis,
            meta: {
              interval: width,
              valueType: 'integer',
              valueUnit: null,
            },
            values: starts.map((timestamp, index) => ({
              timestamp,
              value: totals[yAxis](buckets[index]),
              incomplete: timestamp + width > context.now(),
            })),
          },
        ],
      },
    };
  },
};

function requireTotal(name: string): void {
  if (!Object.hasOwn(totals, name)) {
    throw SentryApiError.badRequest(`${name} is not a valid function`);
  }
}

/** Without one Sentry takes finer steps for shorter windows. */
function readInterval(
  query: URLSearchParams,
  { from, to }: { from: number; to: number },
): number {
  const text = query.get('interval');
  if (text === null) {
    return defaultInterval((to - from) / 86_400_000);
  }
  const interval = parsePeriod(text);
  if (!interval || interval > to - from) {
    throw SentryApiError.badRequest(
      interval
        ? 'Interval cannot be longer than the time range'
        : 'Invalid interval',
    );
  }
  if ((to - from) / interval > 10_000) {
    throw SentryApiError.badRequest(
      'Your interval and date range would create too many results. Use a larger interval, or a smaller date range.',
    );
  }
  return interval;
}

function defaultInterval(days: number): number {
  if (days <= 1) {
    return 300_000;
  }
  return days <= 30 ? 3_600_000 : 86_400_000;
}
