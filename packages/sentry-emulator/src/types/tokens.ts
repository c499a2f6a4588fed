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
  /** Id of the user of the world that it speaks for. Default: nobody. */
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
