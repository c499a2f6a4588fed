import type {
  ConfigApi,
  DiscoveryApi,
  FetchApi,
} from '@backstage/frontend-plugin-api';
import { SentryClient } from './api/SentryClient';
import { isSentryAuthConfigured, type SentryAuthApi } from './auth/sentryAuth';

/** The client of an app, which asks for users' tokens only where they can connect. */
export function createSentryClient(options: {
  configApi: ConfigApi;
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
  sentryAuthApi: SentryAuthApi;
}): SentryClient {
  const { configApi, discoveryApi, fetchApi, sentryAuthApi } = options;
  return new SentryClient({
    discoveryApi,
    fetchApi,
    sentryAuthApi: isSentryAuthConfigured(configApi)
      ? sentryAuthApi
      : undefined,
  });
}
