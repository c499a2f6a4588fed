import { rangeBuckets } from '../../serialize/series';
import { scopes } from '../auth';
import { SentryApiError } from '../http';
import { parsePeriod, readProjects } from '../scope';
import { selectEvents, readDataset } from './events';
import type { StoredEvent } from '../../store/types';
import type { ApiRoute, ApiAnswer } from '../types';

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

interface Validity {
  readonly name: string;
  readonly valid: boolean;
  readonly error: string | null;
}

/**
 * `events/validate/`: checks a request to `events/`. Sentry does not check the dataset of
 * errors; of spans and logs the emulator knows no attributes.
 */
export const eventsValidateRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/events/validate/',
  scopes: scopes.readOrganization,
  handle: (request, context) => {
    const { query, organization } = request;
    if (readProjects(query, organization, context).length === 0) {
      return answer({
        projects: [
          {
            valid: false,
            error: 'At least one valid project is required to query',
          },
        ],
      });
    }
    const name = query.get('dataset') ?? 'discover';
    try {
      readDataset(query);
    } catch (error) {
      if (!(error instanceof SentryApiError)) {
        throw error;
      }
      const detail = 'Invalid dataset';
      return answer({ dataset: [{ name, valid: false, error: detail }] });
    }
    if (!['errors', 'discover'].includes(name)) {
      return answer({
        field: query.getAll('field').map(field => ({
          name: field,
          valid: false,
          attrType: null,
          error: 'Unknown attribute',
        })),
      });
    }
    return answer({
      dataset: [
        {
          name,
          valid: true,
          error:
            'This dataset is not compatible with the validate endpoint, your request may still be valid',
        },
      ],
    });
  },
};

function answer(parts: {
  projects?: Omit<Validity, 'name'>[];
  dataset?: Validity[];
  field?: (Validity & { attrType: string | null })[];
}): ApiAnswer {
  const { projects = [], dataset = [], field = [] } = parts;
  const valid = [...projects, ...dataset, ...field].every(part => part.valid);
  return {
    status: valid ? 200 : 400,
    body: {
      valid,
      projects,
      dataset,
      environment: [],
      field,
      orderby: [],
      query: { valid: true, error: null, fields: [] },
    },
  };
}
