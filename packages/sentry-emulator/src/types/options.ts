/**
 * Which server the emulator is: sentry.io today, a self-hosted
 * Sentry of 2025, or GlitchTip 5.
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
  | 'attachments'
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
  /** Whether answers have rate-limit headers. Default: for dialect `sentry` only. */
  rateLimitHeaders?: boolean;
  /**
   * Whether a change of several issues whose ids find nothing changes what its search finds,
   * by default all that is unresolved: self-hosted Sentrys of January 2025 do. Default false.
   */
  bulkUpdateFallsBack?: boolean;
  /**
   * Whether each endpoint has the rate limit that Sentry gives it, by user or, for
   * integrations, by organization, and refuses beyond it. Without it the headers have the
   * usual 40 requests a second of every endpoint, and none is refused. Default: false.
   */
  rateLimits?: boolean;
  /** How long access tokens of OAuth last, in seconds. Default 30 days. */
  accessTokenLifetime?: number;
}

/**
 * A user who can sign in on the authorize page and let an application act for
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

/**
 * What an integration may subscribe to. Alerts are sent where it is alertable.
 *
 * @public
 */
export type EmulatorWebhookResource = 'issue' | 'comment';

/**
 * An internal integration that webhooks are sent to, as Sentry sends them: signed, with a
 * time-out of one second, and once.
 *
 * @public
 */
export interface EmulatorIntegration {
  name: string;
  /** Slug of the organization it belongs to. */
  organization: string;
  webhookUrl: string;
  clientSecret: string;
  /** Default: all. */
  events?: EmulatorWebhookResource[];
  /** Whether the alert on new issues, which each project has, is sent to it. Default false. */
  isAlertable?: boolean;
  /** Default false. */
  isDisabled?: boolean;
}

/** @public */
export interface EmulatorProject {
  /** Digits only, unique over all organizations. */
  id: string;
  slug: string;
  name: string;
  /** Null if unknown. */
  platform: string | null;
  /** Slugs the project had before a rename: Sentry answers those with 302. */
  previousSlugs?: string[];
  /** Rules that say whose its issues are, one a line, such as `path:src/* #team`. Default: none. */
  ownershipRules?: string;
  /** Milliseconds since 1970. Default: long ago. */
  dateCreated?: number;
}

/**
 * A member of an organization. Who has accepted the invitation can be assigned to
 * issues of the projects of their teams.
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
 * Where the source code of a project is.
 *
 * @public
 */
export interface EmulatorCodeMapping {
  /** Slug of the project. */
  project: string;
  /** One of the organization's repositories, such as `acme/shop`. */
  repository: string;
  /** Default: the root of the repository. */
  sourceRoot?: string;
}

/**
 * Each project belongs to a team of its own slug, and to those that name it. Where none
 * does, all members are in its own team; else none is.
 *
 * @public
 */
export interface EmulatorOrganization {
  slug: string;
  name: string;
  projects: EmulatorProject[];
  /** Its members. Default: none. */
  members?: EmulatorMember[];
  /** Teams besides those of single projects. Default: none. */
  teams?: EmulatorTeam[];
  /**
   * Whether members may join teams by themselves. Then issues are assigned to any member or
   * team of the organization, else to those of the project alone. Default true, as at Sentry.
   */
  openMembership?: boolean;
  /** Whether members may create projects. Default true. */
  memberProjectCreation?: boolean;
  /**
   * Repositories that an integration has connected, besides those that commits name, which
   * are always there. Default: none.
   */
  repositories?: string[];
  /** Where in them the source code of projects is. Default: nowhere. */
  codeMappings?: EmulatorCodeMapping[];
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
  /** Who can sign in on the authorize page. Default: none. */
  users?: EmulatorUser[];
  /** Which applications can ask for it. Default: none. */
  oauthApplications?: EmulatorOAuthApplication[];
}

/** @public */
export type EmulatorTokenKind =
  'user' | 'internal-integration' | 'organization' | 'api-key';

/**
 * A token of the Web API, what it may do, and the slugs of the organizations it
 * is a member of.
 *
 * @public
 */
export interface EmulatorToken {
  token: string;
  scopes: string[];
  organizations: string[];
  /** Ids or slugs of the projects it reaches in them. Default: all. */
  projects?: string[];
  /** Id of the user in the world that it belongs to. Default: none. */
  user?: string;
  /** Milliseconds since 1970 from which on it is refused. Default: never. */
  expiresAt?: number;
  /** Whether rate limits do not hold for it, as for what fills the emulator. Default: they do. */
  isUnlimited?: boolean;
  /**
   * `user` (default), `internal-integration` (refused where a user is needed),
   * `organization` (holds `org:ci` and nothing else, whatever `scopes` says), or
   * `api-key` (taken as the user of HTTP Basic with an empty password, and never
   * as Bearer).
   */
  kind?: EmulatorTokenKind;
  /** Why it is refused though it is known. Default: it is not. */
  state?: 'expired' | 'revoked' | 'inactive-user' | 'sso-required';
}
