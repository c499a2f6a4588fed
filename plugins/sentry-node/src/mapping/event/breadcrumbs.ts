import type { SentryBreadcrumb } from 'backstage-plugin-sentry-common';
import { compact, known, levels, toIsoDate } from '../fields';
import { describeFields, mapWithin } from './values';
import {
  addressOf,
  countOf,
  fieldsOf,
  listOf,
  nameOf,
  plainOf,
  textOf,
  type Fields,
} from '../read';
import type { EventReading } from './types';

const MAX_BREADCRUMBS = 100;

/** What of their data may be shown, and how it is read. */
const safeData: Record<string, (value: unknown) => string | undefined> = {
  method: value => nameOf(value, 20),
  url: addressOf,
  status_code: value => countOf(value)?.toString(),
  from: addressOf,
  to: addressOf,
};

/** The newest, in the order they happened. */
export function toBreadcrumbs(
  data: Fields | undefined,
  reading: EventReading,
): { breadcrumbs: SentryBreadcrumb[]; breadcrumbsOmitted?: number } {
  const values = listOf(data?.values);
  const newestFirst = values.slice(-MAX_BREADCRUMBS).reverse();
  const breadcrumbs = mapWithin(reading.room, newestFirst, value =>
    toBreadcrumb(fieldsOf(value), reading),
  ).reverse();
  const omitted = values.length - breadcrumbs.length;
  return {
    breadcrumbs,
    ...(omitted > 0 && { breadcrumbsOmitted: omitted }),
  };
}

function toBreadcrumb(
  raw: Fields,
  { include, room }: EventReading,
): SentryBreadcrumb {
  const data = include.has('breadcrumbData')
    ? describeFields(raw.data, room)
    : toSafeData(fieldsOf(raw.data));
  return compact<SentryBreadcrumb>({
    timestamp: toTime(raw.timestamp),
    type: nameOf(raw.type, 100),
    category: nameOf(raw.category, 200),
    level: known(levels, plainOf(raw.level)),
    message: textOf(raw.message),
    data: data.length ? data : undefined,
  });
}

function toSafeData(data: Fields): [name: string, value: string][] {
  return Object.entries(safeData).flatMap(([name, read]) => {
    const value = read(data[name]);
    return value === undefined ? [] : [[name, value]];
  });
}

/** ISO 8601, or seconds from servers that pass on what SDKs send. */
function toTime(value: unknown): string | undefined {
  return typeof value === 'number' && Math.abs(value) < 1e11
    ? new Date(value * 1_000).toISOString()
    : toIsoDate(plainOf(value));
}
