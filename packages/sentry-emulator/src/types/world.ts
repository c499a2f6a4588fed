import type { EmulatorToken } from './tokens';

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
  /** Null where nobody has said it. */
  platform: string | null;
  /** Slugs the project had before a rename: Sentry answers those with 302. */
  previousSlugs?: string[];
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
 * Each project belongs to a team of its own slug, and to those that name it. Where none
 * does, everybody is in its own team; else nobody is.
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
   * Whether members may join teams by themselves. Then issues are assigned to any member or
   * team of the organization, else to those of the project alone. Default true, as at Sentry.
   */
  openMembership?: boolean;
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
