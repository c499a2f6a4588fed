import {
  configApiRef,
  createApiFactory,
  discoveryApiRef,
  fetchApiRef,
  oauthRequestApiRef,
} from '@backstage/core-plugin-api';
import { type SentryApi, sentryApiRef } from './api/SentryApi';
import {
  isSentryAuthConfigured,
  type SentryAuthApi,
  sentryAuthApiRef,
} from './auth/sentryAuth';

/** Called early by what asks the backend as soon as it is shown. */
export const loadClient = () => import('./api/SentryClient');

/** The client of an app, which asks for users' tokens only where they can connect. */
export const sentryApiFactory = createApiFactory({
  api: sentryApiRef,
  deps: {
    configApi: configApiRef,
    discoveryApi: discoveryApiRef,
    fetchApi: fetchApiRef,
    sentryAuthApi: sentryAuthApiRef,
  },
  factory: ({ configApi, sentryAuthApi, ...options }): SentryApi =>
    lateMethods(
      once(async () => {
        const { SentryClient } = await loadClient();
        return new SentryClient({
          ...options,
          sentryAuthApi: isSentryAuthConfigured(configApi)
            ? sentryAuthApi
            : undefined,
        });
      }),
      [
        'getIssues',
        'getIssue',
        'getIssueEvent',
        'updateIssue',
        'updateIssues',
        'getTriage',
        'getAssignees',
        'getSummary',
        'getSummaries',
        'getTags',
        'getTagValues',
        'getReleases',
        'getProjects',
        'getEnvironments',
        'getMyIssues',
        'getMyProjects',
        'getMyEnvironments',
        'getMyTeams',
        'getInstances',
        'getOrganizations',
      ],
    ),
});

/** The viewer's own Sentry identity. */
export const sentryAuthApiFactory = createApiFactory({
  api: sentryAuthApiRef,
  deps: {
    configApi: configApiRef,
    discoveryApi: discoveryApiRef,
    oauthRequestApi: oauthRequestApiRef,
  },
  factory: (options): SentryAuthApi => {
    const load = once(async () => {
      const { createSentryAuth } = await import('./auth/createSentryAuth');
      return createSentryAuth(options);
    });
    return {
      ...lateMethods(load, [
        'signIn',
        'signOut',
        'getAccessToken',
        'getProfile',
        'getBackstageIdentity',
        'checkSession',
      ]),
      sessionState$: () => lateSessionState(load),
    };
  },
});

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}

/**
 * Methods that load what has them when one is called: pages of the portal that have
 * nothing of Sentry don't.
 */
function lateMethods<T extends object, Name extends keyof T>(
  load: () => Promise<T>,
  names: Name[],
): Pick<T, Name> {
  const methods = names.map(name => [
    name,
    async (...args: unknown[]) => {
      const api = await load();
      const method = api[name];
      return typeof method === 'function' && Reflect.apply(method, api, args);
    },
  ]);
  return Object.fromEntries(methods);
}

/** Hands observers on to an identity that is still being loaded. */
function lateSessionState(
  load: () => Promise<SentryAuthApi>,
): ReturnType<SentryAuthApi['sessionState$']> {
  return {
    [Symbol.observable]() {
      return this;
    },
    subscribe(...observer: unknown[]) {
      let closed = false;
      let end = () => {};
      load().then(auth => {
        if (!closed) {
          const states = auth.sessionState$();
          const subscription: { unsubscribe(): void } = Reflect.apply(
            states.subscribe,
            states,
            observer,
          );
          end = () => subscription.unsubscribe();
        }
      });
      return {
        get closed() {
          return closed;
        },
        unsubscribe() {
          closed = true;
          end();
        },
      };
    },
  };
}
