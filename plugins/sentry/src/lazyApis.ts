import type { SessionState } from '@backstage/frontend-plugin-api';
import type { SentryApi } from './api/SentryApi';
import type { SentryClient } from './api/SentryClient';
import type { createSentryAuth } from './auth/createSentryAuth';
import type { SentryAuthApi } from './auth/sentryAuth';

// The code of the plugin's APIs is loaded with the first call: every page of a portal
// has them, few call them.

const importClient = () => import('./api/SentryClient');

/** Loads the client beside a part that is about to ask. A failure is that of its request. */
export function preloadClient(): void {
  importClient().catch(() => {});
}

/** A `SentryClient`. */
export function lazySentryApi(
  options: ConstructorParameters<typeof SentryClient>[0],
): SentryApi {
  const load = once(
    async () => new (await importClient()).SentryClient(options),
  );
  return methodsOf<SentryApi>(load, {
    getIssues: 1,
    getIssue: 1,
    getIssueEvent: 1,
    updateIssue: 1,
    updateIssues: 1,
    getIssueActivity: 1,
    getIssueLinks: 1,
    getIssueAnalysis: 1,
    addIssueComment: 1,
    startIssueAnalysis: 1,
    getTriage: 1,
    getAssignees: 1,
    getSummary: 1,
    getSummaries: 1,
    getTags: 1,
    getTagValues: 1,
    getReleases: 1,
    getRelease: 1,
    getAlerts: 1,
    getMonitors: 1,
    getProjects: 1,
    getEnvironments: 1,
    getMyIssues: 1,
    getMyProjects: 1,
    getMyEnvironments: 1,
    getMyTeams: 1,
    getCoverage: 1,
    decideCoverage: 1,
    getInstances: 1,
    getOrganizations: 1,
  });
}

/** What `createSentryAuth` returns. */
export function lazySentryAuth(
  options: Parameters<typeof createSentryAuth>[0],
): SentryAuthApi {
  const load = once(async () =>
    (await import('./auth/createSentryAuth')).createSentryAuth(options),
  );
  return {
    ...methodsOf<Omit<Required<SentryAuthApi>, 'sessionState$'>>(load, {
      signIn: 1,
      signOut: 1,
      getAccessToken: 1,
      getProfile: 1,
      getBackstageIdentity: 1,
      checkSession: 1,
    }),
    sessionState$: () => ({
      [Symbol.observable]() {
        return this;
      },
      subscribe(
        listener?: Observer | Observer['next'],
        error?: Observer['error'],
        complete?: Observer['complete'],
      ) {
        let inner: { unsubscribe(): void } | undefined;
        const subscription = {
          closed: false,
          unsubscribe() {
            subscription.closed = true;
            inner?.unsubscribe();
          },
        };
        load().then(
          loaded => {
            if (!subscription.closed) {
              inner = loaded
                .sessionState$()
                .subscribe(
                  typeof listener === 'function'
                    ? { next: listener, error, complete }
                    : (listener ?? {}),
                );
            }
          },
          () => {},
        );
        return subscription;
      },
    }),
  };
}

interface Observer {
  next?(state: SessionState): void;
  error?(error: Error): void;
  complete?(): void;
}

/** Loads one thing for all who ask; after a failure it is asked for again. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch(error => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

type Method = (...asked: never[]) => Promise<unknown>;

/** @param names - every method, so that the compiler misses none */
function methodsOf<Api extends { [Name in keyof Api]: Method }>(
  load: () => Promise<Api>,
  names: Record<keyof Api, 1>,
): Api {
  // `Object.keys` forgets which names they are; each method is passed on as it is.
  const methods = (Object.keys(names) as (keyof Api)[]).map(name => [
    name,
    async (...asked: never[]) => (await load())[name](...asked),
  ]);
  return Object.fromEntries(methods);
}
