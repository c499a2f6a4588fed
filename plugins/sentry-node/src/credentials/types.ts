import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { SentryInstanceConfig } from '../config/types';

/**
 * An identity towards Sentry: what proves it, and a name for it that reveals
 * nothing.
 *
 * @public
 */
export interface SentryCredentials {
  /**
   * Part of every cache key: differs for every identity whose answers may differ,
   * and stays the same across restarts and replicas. May change when the proof
   * does; answers are then asked for anew.
   */
  readonly credentialId: string;

  /**
   * Where the proof comes from, so that problems name who can fix it. Default
   * `config`: one for all callers. `dsn`: none at all, but the name of a project.
   */
  readonly source?: 'config' | 'user' | 'token-exchange' | 'dsn';

  /**
   * When the proof ends, in milliseconds since 1970, for diagnostics. Absent where that
   * is not known, as for Sentry's own tokens, which don't tell.
   */
  readonly expiresAt?: number;

  /**
   * The value of the `Authorization` header, for one request.
   *
   * @param options - `rejected`: the value that Sentry has just answered with 401.
   *   A cache of values drops that one. Where another is returned, the request
   *   is sent once more with it.
   * @throws SentryProblemError where this identity has no valid proof
   */
  getAuthorization(options?: {
    signal?: AbortSignal;
    rejected?: string;
  }): Promise<string>;
}

/**
 * For whom Sentry is asked. The token is kept where neither JSON nor `util.inspect` finds it.
 *
 * @public
 */
export class SentryCaller {
  /** Who that is in Backstage. */
  readonly credentials: BackstageCredentials;
  /** Whether the caller can connect to Sentry: people in a browser can, agents can't. */
  readonly canConnect: boolean;
  readonly #userToken?: string;

  /** @param options - `canConnect`: default true */
  constructor(options: {
    credentials: BackstageCredentials;
    userToken?: string;
    canConnect?: boolean;
  }) {
    this.credentials = options.credentials;
    this.canConnect = options.canConnect ?? true;
    this.#userToken = options.userToken;
  }

  /** The caller's own Sentry token, where the request brought one. For that request alone. */
  getUserToken(): string | undefined {
    return this.#userToken;
  }
}

/**
 * A way in on which every caller is somebody else towards Sentry. Clients made with it
 * serve one request: their `isShared` is `false`.
 *
 * @public
 */
export interface SentryCallerCredentials {
  /**
   * The credentials of that caller, for one request. Sends nothing yet.
   *
   * @param caller - `undefined` for background work
   * @throws SentryProblemError where there is no caller, or one that this way is not for
   */
  credentialsFor(caller: SentryCaller | undefined): SentryCredentials;
}

/** Whether credentials differ by caller. */
export function differByCaller(
  credentials: SentryCredentials | SentryCallerCredentials,
): credentials is SentryCallerCredentials {
  return 'credentialsFor' in credentials;
}

/** Credentials in use that a changed config can put others in the place of. */
export interface ReplaceableCredentials {
  /**
   * @returns whether they are others than before; `undefined` where those are of a kind
   *   that needs a restart, and nothing was replaced
   */
  replace(
    next: SentryCredentials | SentryCallerCredentials,
  ): boolean | undefined;
}

/**
 * Serves one more `auth.type`: a company's vault, for example. See
 * `sentryCredentialsProvidersServiceRef`.
 *
 * @public
 */
export interface SentryCredentialsProvider {
  /** The `auth.type` in config that this provider serves, such as `vault`. */
  readonly type: string;

  /**
   * The credentials of an instance whose `auth` has that type. Called once for each
   * at the start: sends nothing; that is what `getAuthorization` is for.
   *
   * @param options - `instance`: whose credentials; `auth`: its `auth` section, with
   *   whatever keys this provider defines
   * @returns credentials that all callers share, or those that differ by caller
   */
  createCredentials(options: {
    instance: SentryInstanceConfig;
    auth: Config;
  }): SentryCredentials | SentryCallerCredentials;
}
