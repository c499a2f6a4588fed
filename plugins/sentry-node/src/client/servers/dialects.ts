import type {
  SentryInstanceConfig,
  SentryServerKind,
} from '../../config/types';
import type { RawIssue } from '../../mapping/issue';
import type {
  SentryEventPosition,
  SentryIssueChangeField,
} from 'backstage-plugin-sentry-common';
import type { ApiQuery } from '../http/path';
import type { SentryIssuesParams } from '../types';
import { SentryProblemError } from '../../problems';
import {
  glitchtipQuery,
  isGlitchtipSearch,
} from '../../mapping/glitchtipSearch';

/**
 * What a server can be asked for, so that only that is offered.
 *
 * @public
 */
export interface SentryCapabilities {
  server: NonNullable<SentryInstanceConfig['server']>;
  /** What that kind is called, to be shown: `Sentry` or `GlitchTip`. */
  serverName: string;
  /** Values of `sort` that `listIssues` takes. */
  sorts: string[];
  /** Whether lists and counts keep to `statsPeriod`; if not, they are over all time. */
  statsPeriod: boolean;
  /** Whether an issue can come with its own trend. */
  issueTrend: boolean;
  /** Whether it counts distinct users. */
  users: boolean;
  /** Whether it reports error events over time. */
  eventTrend: boolean;
  /** Events of an issue that can be asked for by position. */
  eventPositions: SentryEventPosition[];
  /** Whether it can tell the commits behind an event. */
  suspectCommits: boolean;
  /** What of an issue can be changed. */
  issueChanges: SentryIssueChangeField[];
  /**
   * Why it can't be asked for some of that, in a sentence each, to be shown. Of an old
   * Sentry, what it lacks is learnt by asking, and believed for ten minutes.
   */
  limits: Partial<
    Record<
      Exclude<keyof SentryCapabilities, 'server' | 'serverName' | 'limits'>,
      string
    >
  >;
}

/** What a list of issues can be asked for. */
export type ListQuery = SentryIssuesParams & {
  /**
   * Numbers of issues: these alone, those of the projects at least, whatever the query and
   * window. A server that does not know it, such as GlitchTip, answers as if it were not there.
   */
  ids?: string[];
};

/** How one kind of server is talked to. */
export interface Dialect {
  capabilities: SentryCapabilities;
  /** Whether it has `issues-count`. */
  counts: boolean;
  /** What a token needs to read releases. */
  releaseScope: string;
  /** Whether its search has what the query asks for. */
  hasSearch(query: string): boolean;
  /**
   * The query of a list of issues.
   *
   * @throws SentryProblemError `QUERY_INVALID` for a search or an order that it does not have
   */
  listQuery(params: ListQuery): ApiQuery;
  /** The query of a page of any other list. */
  pageQuery(cursor: string | undefined, limit: number): ApiQuery;
  /** An issue of an organization, without what this server writes and does not mean. */
  toIssue<T extends RawIssue>(raw: T, organization: string): T;
}

const sentry: Dialect = {
  capabilities: {
    server: 'sentry',
    serverName: 'Sentry',
    sorts: ['date', 'new', 'freq', 'user', 'trends', 'recommended'],
    statsPeriod: true,
    issueTrend: true,
    users: true,
    eventTrend: true,
    eventPositions: ['recommended', 'latest', 'oldest'],
    suspectCommits: true,
    issueChanges: [
      'status',
      'resolution',
      'substatus',
      'isReviewed',
      'assignedTo',
      'priority',
    ],
    limits: {},
  },
  counts: true,
  releaseScope: 'project:read',
  hasSearch: () => true,
  listQuery: params => ({
    project: params.project,
    environment: params.environment,
    statsPeriod: params.statsPeriod,
    query: params.query,
    sort: params.sort,
    limit: params.limit,
    cursor: params.cursor,
    groupStatsPeriod: params.groupStatsPeriod,
    collapse: params.collapse ?? ['filtered'],
    expand: params.expand,
    group: params.ids,
  }),
  pageQuery: (cursor, limit) => ({ cursor, per_page: limit }),
  toIssue: raw => raw,
};

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

export const dialects: Record<SentryServerKind, Dialect> = {
  sentry,
  glitchtip,
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
