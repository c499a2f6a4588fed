import type { DiscoveryApi } from '@backstage/frontend-plugin-api';

/**
 * What became of the viewer's connection to Sentry:
 *
 * - `there`: it can be taken up
 * - `none`: the viewer is not connected, or no longer
 * - `sentry-unreachable`: Sentry does not answer Backstage's auth backend
 * - `auth-unreachable`: Backstage's auth backend does not answer
 *
 * @public
 */
export type SentrySession =
  'there' | 'none' | 'sentry-unreachable' | 'auth-unreachable';

/** How the auth backend names the failure of a server behind it. */
const outage = 'ServiceUnavailableError';

/**
 * Asks the auth backend once more why it gave no token: `OAuth2` of
 * `@backstage/core-app-api` keeps to itself whether there was no session or
 * nobody to ask.
 *
 * Every failed refresh is a 401 there; which one it was stands in its cause.
 */
export async function checkSession(options: {
  discoveryApi: DiscoveryApi;
  environment: string;
  scopes: string[];
}): Promise<SentrySession> {
  const { discoveryApi, environment, scopes } = options;
  const params = new URLSearchParams({
    optional: '',
    scope: scopes.join(' '),
    env: environment,
  });
  let response: Response;
  try {
    const baseUrl = await discoveryApi.getBaseUrl('auth');
    // The session is a cookie of the auth backend's; Backstage's token has no part in it.
    response = await fetch(`${baseUrl}/sentry/refresh?${params}`, {
      headers: { 'x-requested-with': 'XMLHttpRequest' },
      credentials: 'include',
    });
  } catch {
    return 'auth-unreachable';
  }
  if (response.ok) {
    return 'there';
  }
  if (response.status >= 500 || response.status === 429) {
    return 'auth-unreachable';
  }
  return (await isOutage(response)) ? 'sentry-unreachable' : 'none';
}

async function isOutage(response: Response): Promise<boolean> {
  try {
    const { error = {} }: RefreshFailure = Object(await response.json());
    return (
      error.cause?.name === outage ||
      Boolean(error.message?.includes(`caused by ${outage}`))
    );
  } catch {
    return false;
  }
}

interface RefreshFailure {
  error?: { message?: string; cause?: { name?: string } };
}
