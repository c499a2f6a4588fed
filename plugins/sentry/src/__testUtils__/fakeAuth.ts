import { OAuth2 } from '@backstage/core-app-api';
import { type SentryAuthApi, sentryScopes } from '../auth/sentryAuthApiRef';

/**
 * A viewer's identity that works as in an app, except that no window opens: a
 * test says whether the viewer is connected, and reads when they were asked.
 */
export function fakeAuth(options: { isConnected?: boolean } = {}) {
  let isConnected = options.isConnected ?? false;
  let granted = sentryScopes;
  const refreshSession = jest.fn(async () => {
    if (!isConnected) {
      throw new Error('no session');
    }
    return makeSession(granted);
  });
  const popup = jest.fn(async (asked?: { scopes?: Set<string> }) => {
    isConnected = true;
    granted = [...new Set([...granted, ...(asked?.scopes ?? [])])];
    return makeSession(granted);
  });
  const authApi: SentryAuthApi = OAuth2.create({
    authConnector: {
      refreshSession,
      createSession: popup,
      removeSession: async () => {
        isConnected = false;
      },
    },
  });
  return { authApi, popup, refreshSession };
}

function makeSession(granted: string[]) {
  return {
    profile: { displayName: 'Ada', email: 'ada@example.com' },
    providerInfo: {
      idToken: '',
      accessToken: 'own',
      scopes: new Set(granted),
    },
  };
}
