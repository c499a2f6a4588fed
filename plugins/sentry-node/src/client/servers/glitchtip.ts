import type { RawIssue } from '../../mapping/issue';
import { SentryProblemError } from '../../problems';
import type { Dialect } from './dialects';
import {
  glitchtipQuery,
  isGlitchtipSearch,
} from '../../mapping/glitchtipSearch';

/** As GlitchTip 5 names them; descending. */
const sorts: Record<string, string> = {
  date: '-last_seen',
  new: '-first_seen',
  freq: '-count',
};

/** The offset at which its cursors end: beyond it, the same page comes again. */
const MAX_OFFSET = 100;
const HOUR = 3_600;

/** GlitchTip 5. */
export const glitchtip: Dialect = {
  capabilities: {
    server: 'glitchtip',
    serverName: 'GlitchTip',
    sorts: Object.keys(sorts),
    statsPeriod: false,
    issueTrend: true,
    users: false,
    eventTrend: false,
    eventPositions: ['latest'],
    suspectCommits: false,
    issueChanges: ['status'],
    limits: {
      sorts:
        'GlitchTip sorts issues by when they were last or first seen, and by events.',
      statsPeriod: 'GlitchTip lists and counts issues over all time.',
      users: 'GlitchTip does not count the users of error events.',
      eventTrend: 'GlitchTip does not report error events over time.',
      eventPositions: 'GlitchTip shows the latest event of an issue alone.',
      issueChanges: 'GlitchTip changes the status of an issue alone.',
      suspectCommits: 'GlitchTip does not report the commits behind an event.',
    },
  },
  counts: false,
  releaseScope: 'project:releases',
  hasSearch: isGlitchtipSearch,
  // Windows, collapse and expand are unknown to it.
  listQuery: params => ({
    project: params.project,
    environment: params.environment,
    query: glitchtipQuery(params.query),
    sort: params.sort && glitchtipSort(params.sort),
    limit: params.limit,
    cursor: params.cursor,
  }),
  pageQuery: (cursor, limit) => ({ cursor, limit }),
  toIssue: toIssueOfGlitchtip,
};

function glitchtipSort(sort: string): string {
  if (!Object.hasOwn(sorts, sort)) {
    throw new SentryProblemError({
      code: 'QUERY_INVALID',
      message: `GlitchTip can't sort issues by \`${sort}\`.`,
      action: `Choose another order: ${Object.keys(sorts).join(', ')}.`,
    });
  }
  return sorts[sort];
}

/**
 * Leaves out what GlitchTip writes into an issue and does not mean: a short id by which it
 * finds nothing, users that it does not count, and buckets that it does not fill. Its pages
 * are under the organization; an exception of no type is called `?`.
 */
function toIssueOfGlitchtip<T extends RawIssue>(
  raw: T,
  organization: string,
): T {
  const { title, metadata, permalink } = raw;
  const untyped = /^\?(?:: (.+))?$/s.exec(title ?? '');
  return {
    ...raw,
    shortId: undefined,
    userCount: undefined,
    stats: undefined,
    title: (untyped && (metadata?.value || untyped[1])) || title,
    metadata: metadata && {
      ...metadata,
      type: metadata.type === '?' ? undefined : metadata.type,
    },
    permalink: permalink?.replace(
      /\/[^/]+(\/issues\/\d+)\/?$/,
      `/${encodeURIComponent(organization)}$1`,
    ),
  };
}

/** Whether a cursor leads to a page that GlitchTip can't get to. */
export function isBeyondCursors(cursor: string): boolean {
  const parts = new URLSearchParams(Buffer.from(cursor, 'base64').toString());
  return Number(parts.get('o') ?? 0) > MAX_OFFSET;
}

/** The one of GlitchTip's two periods of trends that is next to a window. */
export function trendPeriodOf(statsPeriod: string | undefined): '24h' | '14d' {
  return /^(?:\d+m|1?\dh|2[0-4]h|1d)$/.test(statsPeriod ?? '') ? '24h' : '14d';
}

/** A trend with the buckets that GlitchTip leaves out, since nothing happened in them. */
export function wholeTrend(
  buckets: [number, number][],
  period: '24h' | '14d',
  nowMs: number,
): [number, number][] {
  const [width, length] = period === '24h' ? [HOUR, 24] : [24 * HOUR, 14];
  const counts = new Map(buckets);
  const last = Math.floor(nowMs / 1_000 / width) * width;
  return Array.from({ length }, (_, index) => {
    const start = last - (length - 1 - index) * width;
    return [start, counts.get(start) ?? 0];
  });
}
