import {
  configApiRef,
  createApiFactory,
  discoveryApiRef,
  fetchApiRef,
  oauthRequestApiRef,
} from '@backstage/core-plugin-api';
import { sentryApiRef } from './api/SentryApi';
import { lazySentryApi, lazySentryAuth } from './lazyApis';
import { isSentryAuthConfigured, sentryAuthApiRef } from './auth/sentryAuth';

/** The client of an app, which asks for users' tokens only where they can connect. */
export const sentryApiFactory = createApiFactory({
  api: sentryApiRef,
  deps: {
    configApi: configApiRef,
    discoveryApi: discoveryApiRef,
    fetchApi: fetchApiRef,
    sentryAuthApi: sentryAuthApiRef,
  },
  factory: ({ configApi, sentryAuthApi, ...options }) =>
    lazySentryApi({
      ...options,
      sentryAuthApi: isSentryAuthConfigured(configApi)
        ? sentryAuthApi
        : undefined,
    }),
});

/** The viewer's own Sentry identity. */
export const sentryAuthApiFactory = createApiFactory({
  api: sentryAuthApiRef,
  deps: {
    configApi: configApiRef,
    discoveryApi: discoveryApiRef,
    oauthRequestApi: oauthRequestApiRef,
  },
  factory: lazySentryAuth,
});
