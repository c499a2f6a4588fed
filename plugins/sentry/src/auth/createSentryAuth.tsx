import { OAuth2 } from '@backstage/core-app-api';
import type {
  ConfigApi,
  DiscoveryApi,
  OAuthRequestApi,
} from '@backstage/frontend-plugin-api';
import { RiBugLine } from '@remixicon/react';
import { checkSession, type SentrySession } from './checkSession';
import { type SentryAuthApi, sentryScopes } from './sentryAuthApiRef';

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
