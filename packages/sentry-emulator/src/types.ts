/**
 * A Bearer token of the Web API, what it may do, and the slugs of the
 * organizations it is a member of.
 *
 * @public
 */
export interface EmulatorToken {
  token: string;
  scopes: string[];
  organizations: string[];
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

/** @public */
export interface EmulatorMember {
  id: string;
  name: string;
  username: string;
  email?: string;
}

/**
 * Each project belongs to one team, of the project's own slug and name.
 *
 * @public
 */
export interface EmulatorOrganization {
  slug: string;
  name: string;
  projects: EmulatorProject[];
  /** Users that issues can be assigned to. Default: none. */
  members?: EmulatorMember[];
}

/** @public */
export interface EmulatorWorld {
  organizations: EmulatorOrganization[];
  tokens: EmulatorToken[];
}

/** @public */
export interface EmulatorOptions {
  /** Default 7009; 0 takes any free one. */
  port?: number;
  /** Milliseconds since 1970. Default `Date.now`. */
  clock?: () => number;
  /** Decides ids and keys, and the demo data. Default 1. */
  seed?: number;
  /** Default {@link defaultWorld}. */
  world?: EmulatorWorld;
  /** Default true. False is a self-hosted Sentry, which has no rate limiter. */
  rateLimitHeaders?: boolean;
}

/**
 * A request of the Web API as it arrived, without headers.
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
  /** Answer with this status, and the body Sentry has for it. */
  status?: number;
  /** A HTML page (200, or `status`), a JSON answer cut off, or a connection cut. */
  body?: 'html' | 'truncated' | 'reset';
  /** Answer 429 above this many requests per window. */
  rateLimit?: { limit: number; windowSeconds: number };
  /** How many requests it hits before it is gone; absent: all. */
  times?: number;
}

/** @public */
export interface Emulator {
  /** Such as `http://127.0.0.1:7009`, without a slash at the end. */
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
  /** Ends the server and every connection to it. */
  close(): Promise<void>;
}
