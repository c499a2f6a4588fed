import { SentryApiError } from '../errors';
import { parsePeriod } from '../scope';
import { rangeBuckets, type Buckets } from '../../serialize/series';
import type { TimeRange } from '../../store/types';

const hour = 3_600_000;
const day = 24 * hour;
const mostPoints = 10_000;

/** The parts of the window: of an hour to a day each, a day being a whole number of them. */
export function readBuckets(query: URLSearchParams, range: TimeRange): Buckets {
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
