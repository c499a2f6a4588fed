import {
  SessionState,
  configApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useSyncExternalStore } from 'react';
import {
  isSentryAuthConfigured,
  type SentryAuthApi,
  sentryAuthApiRef,
} from './sentryAuth';

/** What reading issues takes. */
export const sentryScopes = ['event:read', 'project:read', 'org:read'];

/** What changing them takes; asked for at the first change. */
export const sentryWriteScopes = [...sentryScopes, 'event:write'];

const connectedKey = 'backstage-plugin-sentry:connected';

/** Whether this browser was connected to Sentry: only then can there be a session to ask for. */
export function wasConnected(): boolean {
  return window.localStorage.getItem(connectedKey) !== null;
}

/** See {@link wasConnected}. */
export function rememberConnected(isConnected: boolean): void {
  if (isConnected) {
    window.localStorage.setItem(connectedKey, 'yes');
  } else {
    window.localStorage.removeItem(connectedKey);
  }
}

/** The viewer's connection, the same for every part of the page. */
interface ConnectionState {
  /** Undefined until it is known. */
  isConnected: boolean | undefined;
  /** How often the viewer's identity has changed: what is known was asked by another one. */
  identity: number;
  /** How often one was lost, or another has taken its place: what it may see is hidden. */
  losses: number;
  /** Whether a sign-in window is open. */
  isConnecting: boolean;
  /** Whether the last window was closed, or could not be opened. */
  hasFailed: boolean;
}

const stores = new WeakMap<object, ConnectionStore>();

/** Follows one identity, for as long as anything on the page shows it. */
export class ConnectionStore {
  readonly #authApi: SentryAuthApi;
  readonly #listeners = new Set<() => void>();
  #subscription?: { unsubscribe(): void };
  #state: ConnectionState = {
    isConnected: undefined,
    identity: 0,
    losses: 0,
    isConnecting: false,
    hasFailed: false,
  };

  static for(authApi: SentryAuthApi): ConnectionStore {
    const store = stores.get(authApi) ?? new ConnectionStore(authApi);
    stores.set(authApi, store);
    return store;
  }

  /**
   * Runs something that may ask a connected viewer for more: until it is done the
   * connection counts as what it was, and after it, too. Declining ends nothing.
   */
  static async whileAsking<T>(
    authApi: object,
    run: () => Promise<T>,
  ): Promise<T> {
    const store = stores.get(authApi);
    if (!store || store.#state.isConnecting) {
      return run();
    }
    store.#set({ isConnecting: true, hasFailed: false });
    try {
      return await run();
    } finally {
      store.#set({ isConnecting: false });
    }
  }

  /** Called once the auth backend has said that there is no session. */
  static foundNone(authApi: object): void {
    const store = stores.get(authApi);
    if (store) {
      store.#follow(false, false);
    }
  }

  private constructor(authApi: SentryAuthApi) {
    this.#authApi = authApi;
  }

  readonly get = (): ConnectionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#state.isConnected === undefined) {
      // The identity's code may be still to come.
      this.#follow(false, wasConnected());
    }
    this.#subscription ??= this.#authApi.sessionState$().subscribe(state => {
      // In between one account and the next there is nothing to show.
      if (!this.#state.isConnecting) {
        this.#follow(state === SessionState.SignedIn, wasConnected());
      }
    });
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        this.#subscription?.unsubscribe();
        this.#subscription = undefined;
        // Who comes back later has nothing to do with that window.
        this.#state = { ...this.#state, hasFailed: false };
      }
    };
  };

  /**
   * Opens the sign-in window. A connection that is there ends first: Sentry may no
   * longer take it, or it is another account's.
   */
  readonly connect = async (): Promise<void> => {
    const { isConnected, isConnecting } = this.#state;
    if (isConnecting) {
      return;
    }
    this.#set({ isConnecting: true, hasFailed: false });
    let isSignedOut = false;
    try {
      if (isConnected) {
        await this.#authApi.signOut();
        isSignedOut = true;
      }
      await this.#authApi.getAccessToken(sentryScopes, { instantPopup: true });
      this.#set({ ...this.#after(true), isConnecting: false });
    } catch {
      this.#set({
        ...(isSignedOut && this.#after(false)),
        isConnecting: false,
        hasFailed: true,
      });
    }
  };

  readonly disconnect = async (): Promise<void> => {
    await this.#authApi.signOut();
  };

  /** @param mayBeThere - whether a session that was not yet asked for is possible */
  #follow(isConnected: boolean, mayBeThere: boolean) {
    const was = this.#state.isConnected;
    if (was === undefined) {
      const isKnown = isConnected || !mayBeThere;
      this.#set({ isConnected: isKnown ? isConnected : undefined });
    } else if (was !== isConnected) {
      this.#set({ ...this.#after(isConnected), hasFailed: false });
    }
  }

  #after(isConnected: boolean): Partial<ConnectionState> {
    const { identity, losses, isConnected: was } = this.#state;
    return {
      isConnected,
      identity: identity + 1,
      losses: losses + (was ? 1 : 0),
    };
  }

  #set(changes: Partial<ConnectionState>) {
    this.#state = { ...this.#state, ...changes };
    this.#listeners.forEach(listener => listener());
  }
}

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
function useSentryAuthApi(): SentryAuthApi | undefined {
  const apis = useApiHolder();
  return isSentryAuthConfigured(apis.get(configApiRef))
    ? apis.get(sentryAuthApiRef)
    : undefined;
}

/** Follows the viewer's connection; requests nothing by itself. */
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
