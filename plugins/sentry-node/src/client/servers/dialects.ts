import type { SentryServerKind } from '../../config/types';
import type { RawIssue } from '../../mapping/issue';
import type {
  SentryEventPosition,
  SentryIssueChangeField,
} from 'backstage-plugin-sentry-common';
import type { QueryValue } from '../http/path';
import type { SentryIssuesParams } from '../types';
import { glitchtip } from './glitchtip';

/**
 * What a server can be asked for, so that nobody is offered what it can't do.
 *
 * @public
 */
export interface SentryCapabilities {
  server: SentryServerKind;
  /** What that kind is called, to be shown: `Sentry` or `GlitchTip`. */
  serverName: string;
  /** Values of `sort` that `listIssues` takes. */
  sorts: string[];
  /** Whether lists and counts keep to `statsPeriod`; if not, they are over all time. */
  statsPeriod: boolean;
  /** Whether an issue can come with its own trend. */
  issueTrend: boolean;
  /** Whether distinct users can be told. */
  users: boolean;
  /** Whether error events over time can be told. */
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
  limits: Partial<Record<SentryAbility, string>>;
}

/**
 * What servers can differ in.
 *
 * @public
 */
export type SentryAbility =
  | 'sorts'
  | 'statsPeriod'
  | 'issueTrend'
  | 'users'
  | 'eventTrend'
  | 'eventPositions'
  | 'suspectCommits'
  | 'issueChanges';

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
  listQuery(params: ListQuery): Record<string, QueryValue>;
  /** The query of a page of any other list. */
  pageQuery(
    cursor: string | undefined,
    limit: number,
  ): Record<string, QueryValue>;
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

export const dialects: Record<SentryServerKind, Dialect> = {
  sentry,
  glitchtip,
};
