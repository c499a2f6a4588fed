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
    lateMethods<SentryApi>(
      once(async () => {
        const { SentryClient } = await loadClient();
        return new SentryClient({
          ...options,
          sentryAuthApi: isSentryAuthConfigured(configApi)
            ? sentryAuthApi
            : undefined,
        });
      }),
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
    return lateMethods<SentryAuthApi>(load, {
      sessionState$: () => lateSessionState(load),
    });
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
 * An API whose methods load what has them when one is called: pages of the portal that
 * have nothing of Sentry don't.
 *
 * @param known - what is not loaded
 */
function lateMethods<T extends object>(
  load: () => Promise<T>,
  known: Partial<T> = {},
): T {
  return new Proxy(Object(known), {
    get(_, name) {
      const method = Reflect.get(known, name);
      // A promise for the API must not take it for another promise.
      if (method || typeof name === 'symbol' || name === 'then') {
        return method;
      }
      return async (...args: unknown[]) => {
        const api = await load();
        const late: unknown = Reflect.get(api, name);
        return typeof late === 'function' && Reflect.apply(late, api, args);
      };
    },
  });
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
