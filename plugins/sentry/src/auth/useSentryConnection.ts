import {
  configApiRef,
  SessionState,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import {
  isSentryAuthConfigured,
  type SentryAuthApi,
  sentryAuthApiRef,
  sentryScopes,
} from './sentryAuthApiRef';

/** The viewer's connection to Sentry, as far as this page knows. */
export interface SentryConnection {
  /** Undefined until it is known. */
  isConnected: boolean | undefined;
  /** How often a connection has ended while this was shown. */
  endings: number;
  /** Opens the sign-in window: only for what the viewer has just asked for. */
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
  const [session, setSession] = useState<{
    isConnected?: boolean;
    endings: number;
  }>({ endings: 0 });

  useEffect(() => {
    const subscription = authApi?.sessionState$().subscribe(state => {
      const isConnected = state === SessionState.SignedIn;
      setSession(last => ({
        isConnected,
        endings: last.endings + (last.isConnected && !isConnected ? 1 : 0),
      }));
    });
    return () => subscription?.unsubscribe();
  }, [authApi]);

  const connect = useCallback(async () => {
    await authApi?.getAccessToken(sentryScopes, { instantPopup: true });
  }, [authApi]);
  const disconnect = useCallback(async () => {
    await authApi?.signOut();
  }, [authApi]);

  return (
    authApi && {
      isConnected: session.isConnected,
      endings: session.endings,
      connect,
      disconnect,
    }
  );
}
