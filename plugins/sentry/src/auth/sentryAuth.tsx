import {
  type DiscoveryApi,
  type BackstageIdentityApi,
  type ConfigApi,
  createApiRef,
  type OAuthApi,
  type ProfileInfoApi,
  type SessionApi,
  type OAuthRequestApi,
} from '@backstage/frontend-plugin-api';
import { OAuth2 } from '@backstage/core-app-api';
import { RiBugLine } from '@remixicon/react';

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
 * Asks the auth backend once more why it returned no token: `OAuth2` of
 * `@backstage/core-app-api` hides whether there was no session or no answer.
 *
 * Every failed refresh is a 401 there; its cause says which one it was.
 */
async function checkSession(options: {
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

/**
 * The viewer's own Sentry identity.
 *
 * @public
 */
export type SentryAuthApi = OAuthApi &
  ProfileInfoApi &
  BackstageIdentityApi &
  SessionApi & {
    /**
     * Says why there is no token for a viewer who was not asked for one. Without it
     * they count as not connected.
     */
    checkSession?(): Promise<SentrySession>;
  };

/**
 * Where the app finds the viewer's own Sentry identity; it can also be one of the
 * providers of the sign-in page. Works where the backend has the auth provider
 * `sentry`.
 *
 * @public
 */
export const sentryAuthApiRef = createApiRef<SentryAuthApi>().with({
  id: 'plugin.sentry.auth',
  pluginId: 'sentry',
});

/** What reading issues takes. */
export const sentryScopes = ['event:read', 'project:read', 'org:read'];

/** What changing them takes; asked for at the first change. */
export const sentryWriteScopes = [...sentryScopes, 'event:write'];

/** Whether users can connect: without the provider there is nowhere to ask. */
export function isSentryAuthConfigured(configApi: ConfigApi | undefined) {
  return configApi?.has('auth.providers.sentry') ?? false;
}

/** The identity that the backend's auth provider `sentry` keeps. */
export function createSentryAuth(options: {
  configApi: ConfigApi;
  discoveryApi: DiscoveryApi;
  oauthRequestApi: OAuthRequestApi;
}): SentryAuthApi {
  const { configApi, discoveryApi } = options;
  const environment =
    configApi.getOptionalString('auth.environment') ?? 'development';
  const oauth2 = OAuth2.create({
    ...options,
    provider: { id: 'sentry', title: 'Sentry', icon: () => <RiBugLine /> },
    defaultScopes: sentryScopes,
    environment,
  });

  // Requests that fail together ask together.
  let checking: Promise<SentrySession> | undefined;
  return Object.assign(oauth2, {
    checkSession() {
      checking ??= checkSession({
        discoveryApi,
        environment,
        scopes: sentryScopes,
      }).finally(() => {
        checking = undefined;
      });
      return checking;
    },
  });
}
