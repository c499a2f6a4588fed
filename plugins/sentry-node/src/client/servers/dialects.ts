import type {
  SentryEventPosition,
  SentryIssueChangeField,
} from 'backstage-plugin-sentry-common';
import { SentryProblemError } from '../../problems/SentryProblemError';
import type { QueryValue } from '../http/query';
import type { SentryIssuesParams } from '../types';
import { isGlitchtipSearch } from './glitchtipSearch';

/**
 * A kind of server: Sentry, hosted or one's own of any age, or GlitchTip 5.
 *
 * @public
 */
export type SentryServerKind = 'sentry' | 'glitchtip';

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

/** How one kind of server is talked to. */
export interface Dialect {
  capabilities: SentryCapabilities;
  /** Whether it has `issues-count`. */
  counts: boolean;
  /** Whether its search has what the query asks for: of what it has not it finds nothing. */
  hasSearch(query: string): boolean;
  /** The query of a list of issues. */
  listQuery(params: SentryIssuesParams): Record<string, QueryValue>;
}

const sentry: Dialect = {
  capabilities: {
    server: 'sentry',
    serverName: 'Sentry',
    sorts: ['date', 'new', 'freq', 'user', 'trends'],
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
};

/** As GlitchTip 5 names them; descending. */
const glitchtipSorts: Record<string, string> = {
  date: '-last_seen',
  new: '-first_seen',
  freq: '-count',
};

const glitchtip: Dialect = {
  capabilities: {
    server: 'glitchtip',
    serverName: 'GlitchTip',
    sorts: Object.keys(glitchtipSorts),
    statsPeriod: false,
    issueTrend: false,
    users: false,
    eventTrend: false,
    eventPositions: ['latest'],
    suspectCommits: false,
    issueChanges: ['status'],
    limits: {
      sorts:
        'GlitchTip sorts issues by when they were last or first seen, and by events.',
      statsPeriod: 'GlitchTip lists and counts issues over all time.',
      issueTrend: 'GlitchTip tells no trend of an issue.',
      users: 'GlitchTip does not count the users of error events.',
      eventTrend: 'GlitchTip does not tell error events over time.',
      eventPositions: 'GlitchTip tells the latest event of an issue alone.',
      issueChanges: 'GlitchTip changes the status of an issue alone.',
      suspectCommits: 'GlitchTip does not tell the commits behind an event.',
    },
  },
  counts: false,
  hasSearch: isGlitchtipSearch,
  // Windows, collapse and expand are unknown to it.
  listQuery: params => ({
    project: params.project,
    environment: params.environment,
    query: params.query,
    sort: params.sort && glitchtipSort(params.sort),
    limit: params.limit,
    cursor: params.cursor,
  }),
};

export const dialects: Record<SentryServerKind, Dialect> = {
  sentry,
  glitchtip,
};

function glitchtipSort(sort: string): string {
  if (!Object.hasOwn(glitchtipSorts, sort)) {
    throw new SentryProblemError({
      code: 'QUERY_INVALID',
      message: `GlitchTip can't sort issues by \`${sort}\`.`,
      action: `Choose another order: ${Object.keys(glitchtipSorts).join(', ')}.`,
    });
  }
  return glitchtipSorts[sort];
}
