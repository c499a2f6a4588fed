import { configApiRef, useApiHolder } from '@backstage/frontend-plugin-api';
import { useSyncExternalStore } from 'react';
import { type ConnectionState, ConnectionStore } from './ConnectionStore';
import {
  isSentryAuthConfigured,
  type SentryAuthApi,
  sentryAuthApiRef,
} from './sentryAuthApiRef';

/** The viewer's connection to Sentry, as far as this page knows. */
export interface SentryConnection extends ConnectionState {
  /**
   * Opens the sign-in window: only for what the viewer has just asked for. Says in
   * `hasFailed` that nothing came of it.
   */
  connect(): Promise<void>;
  disconnect(): Promise<void>;
}

/** Undefined where users can't connect. */
export function useSentryAuthApi(): SentryAuthApi | undefined {
  const apis = useApiHolder();
  return isSentryAuthConfigured(apis.get(configApiRef))
    ? apis.get(sentryAuthApiRef)
    : undefined;
}

/** Follows the viewer's connection; asks nobody anything by itself. */
export function useSentryConnection(): SentryConnection | undefined {
  const authApi = useSentryAuthApi();
  const store = authApi && ConnectionStore.for(authApi);
  const state = useSyncExternalStore(
    store?.subscribe ?? subscribeToNothing,
    store?.get ?? getNothing,
  );
  return (
    store &&
    state && {
      ...state,
      connect: store.connect,
      disconnect: store.disconnect,
    }
  );
}

function subscribeToNothing() {
  return () => {};
}

function getNothing() {
  return undefined;
}
