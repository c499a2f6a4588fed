import type { BackstageCredentials } from '@backstage/backend-plugin-api';

/**
 * For whom Sentry is asked. Made by {@link createSentryCaller}.
 *
 * @public
 */
export interface SentryCaller {
  /** Who that is in Backstage. */
  readonly credentials: BackstageCredentials;
  /** The caller's own Sentry token, where the request brought one. For that request alone. */
  getUserToken(): string | undefined;
}

/**
 * Says for whom Sentry is asked. The token is kept where neither JSON nor
 * `util.inspect` finds it.
 *
 * @public
 */
export function createSentryCaller(options: {
  credentials: BackstageCredentials;
  userToken?: string;
}): SentryCaller {
  const { credentials, userToken } = options;
  return { credentials, getUserToken: () => userToken };
}
