import { OAuth2 } from '@backstage/core-app-api';
import type {
  ConfigApi,
  DiscoveryApi,
  OAuthRequestApi,
} from '@backstage/frontend-plugin-api';
import { RiBugLine } from '@remixicon/react';
import { type SentryAuthApi, sentryScopes } from './sentryAuthApiRef';

/** The identity that the backend's auth provider `sentry` keeps. */
export function createSentryAuth(options: {
  configApi: ConfigApi;
  discoveryApi: DiscoveryApi;
  oauthRequestApi: OAuthRequestApi;
}): SentryAuthApi {
  return OAuth2.create({
    ...options,
    provider: { id: 'sentry', title: 'Sentry', icon: () => <RiBugLine /> },
    defaultScopes: sentryScopes,
    environment: options.configApi.getOptionalString('auth.environment'),
  });
}
