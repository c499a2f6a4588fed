import type {
  SentryIssueLevel,
  SentryIssuePriority,
  SentryIssueStatus,
  SentryIssueSubstatus,
  SentryTrend,
} from 'backstage-plugin-sentry-common';
import { hasEmail, isSensitiveName } from '../text/mask';

const MAX_URL_LENGTH = 2_000;
const MAX_BUCKETS = 500;
const PERIOD = /^(\d{1,4}[mhdw]|auto)$/;

export const levels: readonly SentryIssueLevel[] = [
  'sample',
  'debug',
  'info',
  'warning',
  'error',
  'fatal',
  'unknown',
];
export const statuses: readonly SentryIssueStatus[] = [
  'resolved',
  'ignored',
  'unresolved',
  'pending_deletion',
  'pending_merge',
  'reprocessing',
];
export const substatuses: readonly SentryIssueSubstatus[] = [
  'archived_until_escalating',
  'archived_until_condition_met',
  'archived_forever',
  'escalating',
  'ongoing',
  'regressed',
  'new',
];
export const priorities: readonly SentryIssuePriority[] = [
  'low',
  'medium',
  'high',
];

/** The value, if it is one that is known. */
export function known<T extends string>(
  values: readonly T[],
  value: string | undefined,
): T | undefined {
  return values.find(candidate => candidate === value);
}

/** Sentry writes some numbers as strings. All are counts: there is none below zero. */
export function toNumber(
  value: string | number | undefined,
): number | undefined {
  const number =
    typeof value === 'string' && !value.trim() ? NaN : Number(value ?? NaN);
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** As ISO 8601 in UTC, whatever offset Sentry wrote it with. */
export function toIsoDate(value: string | undefined): string | undefined {
  const milliseconds = value ? Date.parse(value) : NaN;
  return Number.isNaN(milliseconds)
    ? undefined
    : new Date(milliseconds).toISOString();
}

/** A link that is safe to put on a page: without credentials and e-mail addresses. */
export function toHttpUrl(value: string | undefined): string | undefined {
  const url =
    value &&
    value.length <= MAX_URL_LENGTH &&
    !hasEmail(value) &&
    !value.includes('[removed]')
      ? URL.parse(value)
      : null;
  return url &&
    /^https?:$/.test(url.protocol) &&
    !url.username &&
    !url.password &&
    ![...url.searchParams.keys()].some(isSensitiveName)
    ? url.href
    : undefined;
}

/** The trend of the period that was asked for, else the first there is. */
export function toTrend(
  stats: Record<string, [number, number][]> = {},
  asked = '',
): SentryTrend | undefined {
  const period = stats[asked]
    ? asked
    : Object.keys(stats).find(name => PERIOD.test(name));
  return period
    ? { period, buckets: stats[period].slice(-MAX_BUCKETS) }
    : undefined;
}

/** The object without its undefined fields, so that answers stay small. */
export function compact<T extends object>(fields: T): T {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as T; // only drops what is undefined anyway
}
