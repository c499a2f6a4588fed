import { OAuth2 } from '@backstage/core-app-api';
import type {
  AuthRequestOptions,
  ConfigApi,
  DiscoveryApi,
  OAuthRequestApi,
} from '@backstage/frontend-plugin-api';
import { SessionState } from '@backstage/frontend-plugin-api';
import { BugIcon } from '../BugIcon';
import { type SentryAuthApi, type SentrySession } from './sentryAuth';
import { rememberConnected, sentryScopes, wasConnected } from './connection';

/**
 * The identity that the backend's auth provider `sentry` keeps. The auth backend answers
 * 401 where there is no session, so only browsers that were connected ask for one.
 */
export function createSentryAuth(options: {
  configApi: ConfigApi;
  discoveryApi: DiscoveryApi;
  oauthRequestApi: OAuthRequestApi;
}): Required<SentryAuthApi> {
  const { configApi, discoveryApi } = options;
  const environment =
    configApi.getOptionalString('auth.environment') ?? 'development';
  const oauth2 = OAuth2.create({
    ...options,
    provider: { id: 'sentry', title: 'Sentry', icon: () => <BugIcon /> },
    defaultScopes: sentryScopes,
    environment,
  });
  oauth2.sessionState$().subscribe(state => {
    if (state === SessionState.SignedIn) {
      rememberConnected(true);
    }
  });
  const canAsk = (asked?: AuthRequestOptions) =>
    !asked?.optional || wasConnected();
  // Requests that fail together ask together.
  let checking: Promise<SentrySession> | undefined;
  return {
    signIn: () => oauth2.signIn(),
    async signOut() {
      await oauth2.signOut();
      rememberConnected(false);
    },
    sessionState$: () => oauth2.sessionState$(),
    getAccessToken: async (scope, asked) =>
      canAsk(asked) ? oauth2.getAccessToken(scope, asked) : '',
    getProfile: async asked =>
      canAsk(asked) ? oauth2.getProfile(asked) : undefined,
    getBackstageIdentity: async asked =>
      canAsk(asked) ? oauth2.getBackstageIdentity(asked) : undefined,
    checkSession() {
      checking ??= checkSession(discoveryApi, environment).finally(() => {
        checking = undefined;
      });
      return checking;
    },
  };
}

/** How the auth backend names the failure of a server behind it. */
const outage = 'ServiceUnavailableError';

/**
 * Asks the auth backend once more why it returned no token: `OAuth2` of
 * `@backstage/core-app-api` hides whether there was no session or no answer.
 *
 * Every failed refresh is a 401 there; its cause says which one it was.
 */
async function checkSession(
  discoveryApi: DiscoveryApi,
  environment: string,
): Promise<SentrySession> {
  if (!wasConnected()) {
    return 'none';
  }
  const params = new URLSearchParams({
    optional: '',
    scope: sentryScopes.join(' '),
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
  if (await isOutage(response)) {
    return 'sentry-unreachable';
  }
  rememberConnected(false);
  return 'none';
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
