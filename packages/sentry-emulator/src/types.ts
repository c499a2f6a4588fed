import type {
  EmulatorIssue,
  EmulatorIssueLinks,
  EmulatorOccurrence,
  EmulatorRelease,
} from './seedTypes';
import type { EmulatorToken } from './tokenTypes';

export type {
  EmulatorIssue,
  EmulatorIssueLinks,
  EmulatorOccurrence,
  EmulatorRelease,
} from './seedTypes';
export type { EmulatorToken, EmulatorTokenKind } from './tokenTypes';

/**
 * Somebody who can sign in on the authorize page and let an application act for
 * them. There are no passwords.
 *
 * @public
 */
export interface EmulatorUser {
  id: string;
  name: string;
  email: string;
  /** Whether the user has confirmed the address. Default true. */
  emailVerified?: boolean;
  /** Slugs of the organizations the user is a member of. */
  organizations: string[];
  /** Ids or slugs of the projects the user sees in them. Default: all. */
  projects?: string[];
}

/**
 * An application that users can authorize with OAuth 2.
 *
 * @public
 */
export interface EmulatorOAuthApplication {
  clientId: string;
  clientSecret: string;
  name: string;
  /** Compared exactly; one of this machine without a port stands for all ports. */
  redirectUris: string[];
}

/** @public */
export interface EmulatorProject {
  /** Digits only, unique over all organizations. */
  id: string;
  slug: string;
  name: string;
  platform: string;
  /** Slugs the project had before a rename: Sentry answers those with 302. */
  previousSlugs?: string[];
}

/**
 * A member of an organization. Who has accepted the invitation can be assigned to
 * issues.
 *
 * @public
 */
export interface EmulatorMember {
  /** Of the user; members have another one. */
  id: string;
  name: string;
  username: string;
  /** Default: the user name at example.com. */
  email?: string;
  /** Default `member`. */
  role?: 'member' | 'admin' | 'manager' | 'owner' | 'billing';
  /** Whether the invitation waits for an answer: there is no user yet. Default false. */
  pending?: boolean;
}

/** @public */
export interface EmulatorTeam {
  /** Digits only, unique over all organizations. */
  id: string;
  slug: string;
  name: string;
  /** Slugs of the projects that belong to it. */
  projects: string[];
  /** Ids of the users in it. Default: none. */
  members?: string[];
}

/**
 * Each project belongs to a team of its own slug, and to those that name it.
 *
 * @public
 */
export interface EmulatorOrganization {
  slug: string;
  name: string;
  projects: EmulatorProject[];
  /** Who belongs to it. Default: nobody. */
  members?: EmulatorMember[];
  /** Teams besides those of single projects. Default: none. */
  teams?: EmulatorTeam[];
  /**
   * The host it lives on, without a slash at the end, to which requests about it
   * are handed on. Default: the emulator itself.
   */
  regionUrl?: string;
}

/** @public */
export interface EmulatorWorld {
  organizations: EmulatorOrganization[];
  tokens: EmulatorToken[];
  /** Who can sign in on the authorize page. Default: nobody. */
  users?: EmulatorUser[];
  /** Which applications can ask for it. Default: none. */
  oauthApplications?: EmulatorOAuthApplication[];
}

/**
 * Which server the emulator is: sentry.io today, a Sentry of 2025 that somebody
 * runs themselves, or GlitchTip 5.
 *
 * @public
 */
export type EmulatorDialect = 'sentry' | 'self-hosted' | 'glitchtip';

/**
 * What a server may lack. `control` is what only the first host of sentry.io has
 * and its regions have not: `/api/0/`, `auth/`, `users/me/` and OAuth.
 *
 * @public
 */
export type EmulatorFeature =
  | 'control'
  | 'committers'
  | 'events'
  | 'events-timeseries'
  | 'issues-count'
  | 'members'
  | 'releases'
  | 'sessions'
  | 'shortids'
  | 'teams';

/** @public */
export interface EmulatorOptions {
  /** Default `sentry`. */
  dialect?: EmulatorDialect;
  /** Answered 404, besides what the dialect lacks by itself. Default: none. */
  without?: EmulatorFeature[];
  /**
   * Where below its host it is served, such as `/sentry`; everything else there
   * is a page that says 404. Default: at the root.
   */
  basePath?: string;
  /** Default 7009; 0 takes any free one. */
  port?: number;
  /** Milliseconds since 1970. Default `Date.now`. */
  clock?: () => number;
  /** Decides ids and keys, and the demo data. Default 1. */
  seed?: number;
  /** Default {@link defaultWorld}. */
  world?: EmulatorWorld;
  /** Whether answers tell the rate limits. Default: for dialect `sentry` alone. */
  rateLimitHeaders?: boolean;
  /** How long access tokens of OAuth last, in seconds. Default 30 days. */
  accessTokenLifetime?: number;
}

/**
 * A request of the Web API as it arrived, without headers and without the base path.
 *
 * @public
 */
export interface LoggedRequest {
  method: string;
  path: string;
  /** The raw query string without `?`. */
  query: string;
  /** 0 while unanswered, and where the connection was cut before an answer. */
  status: number;
}

/**
 * What goes wrong with requests of the Web API.
 *
 * @public
 */
export interface EmulatorFault {
  /** Prefix of the path it is for; absent: all. */
  path?: string;
  /** Wait before the answer. */
  latencyMs?: number;
  /** Answer with this status, and the body the server has for it. */
  status?: number;
  /** What the body of `status` says as its `detail`, in place of the usual. */
  detail?: string | Record<string, unknown>;
  /** A HTML page (200, or `status`), a JSON answer cut off, or a connection cut. */
  body?: 'html' | 'truncated' | 'reset';
  /** Answer 429 above this many requests per window. */
  rateLimit?: { limit: number; windowSeconds: number };
  /** How many requests it hits before it is gone; absent: all. */
  times?: number;
}

/** @public */
export interface Emulator {
  /** Such as `http://127.0.0.1:7009`, base path and all, without a slash at the end. */
  readonly url: string;
  readonly seed: number;
  /** Milliseconds since 1970, by the clock of the options. */
  now(): number;
  /** The DSN with which an SDK sends events to that project. */
  dsn(organization: string, project: string): string;
  requests(): LoggedRequest[];
  clearRequests(): void;
  addFault(fault: EmulatorFault): void;
  clearFaults(): void;
  /**
   * Lets a further token in, or replaces one of the same value.
   *
   * @returns what lets it in no longer
   */
  addToken(token: EmulatorToken): () => void;
  /**
   * Tells of a release, or more of one that is known.
   *
   * @throws where there is no such organization or project
   */
  addRelease(organization: string, release: EmulatorRelease): void;
  /**
   * Lets Sentry find something by itself.
   *
   * @returns the id of its event
   * @throws where there is no such project
   */
  addOccurrence(
    organization: string,
    project: string,
    occurrence: EmulatorOccurrence,
  ): string;
  /**
   * Ties to an issue what others would have, in place of what was tied before.
   *
   * @throws where no issue has that number
   */
  linkIssue(id: string, links: EmulatorIssueLinks): void;
  /** The issues of a project in the order in which they came up. Nothing is logged. */
  issues(organization: string, project: string): EmulatorIssue[];
  /** Lets all access tokens of OAuth expire; their refresh tokens stay good. */
  expireAccessTokens(): void;
  /** Withdraws all authorizations: no access and no refresh token of OAuth is good any more. */
  revokeAuthorizations(): void;
  /** Ends the server and every connection to it. */
  close(): Promise<void>;
}
