import { useApi } from '@backstage/frontend-plugin-api';
import type {
  SentryIssue,
  SentryTriageResponse,
} from 'backstage-plugin-sentry-common';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { sentryApiRef } from '../api/SentryApi';
import { useSentryConnection } from '../auth/connection';
import { useResource } from '../data/useResource';
import { isOffered, targetOf } from './targets';
import type { HeldBack, TriageState } from './TriageState';
import { TriageStore } from './TriageStore';
import type { IssuePatch, TriageAct, TriageFailure, TriageStep } from './types';

/** What can be done to the issues of the page, and what was. */
export interface Triage extends TriageState {
  entityRef: string;
  /** Undefined until it is known, and where it can't be. */
  advice: SentryTriageResponse | undefined;
  /** Whether it is known by now, or known that it can't be. */
  isSettled: boolean;
  reloadAdvice: () => void;
  canChange: (issue: SentryIssue) => boolean;
  change: (issues: SentryIssue[], act: TriageAct) => Promise<void>;
  /** Several changes that are told of as one. */
  changeAll: (steps: TriageStep[]) => Promise<void>;
  retry: (failures: TriageFailure[]) => Promise<void>;
  dismiss: () => void;
  dismissFailures: (failures: TriageFailure[]) => void;
  /** Has everything on the page asked for anew. */
  refresh: () => void;
  holdBack: (heldBack: HeldBack | undefined) => void;
  /** Tells of an issue's changes with it alone, until the returned is called. */
  attend: (key: string) => () => void;
  /** What was changed of an issue since it was loaded. */
  patchOf: (issue: SentryIssue, loadedAt: number) => IssuePatch;
}

const TriageContext = createContext<Triage | undefined>(undefined);

/** See {@link TriageProvider}; undefined where issues are only shown. */
export function useTriage(): Triage | undefined {
  return useContext(TriageContext);
}

/** Lets the issues inside be changed, as far as the viewer may. */
export function TriageProvider(props: {
  entityRef: string;
  children: ReactNode;
}) {
  const { entityRef, children } = props;
  const sentryApi = useApi(sentryApiRef);
  const [store] = useState(() => new TriageStore({ sentryApi, entityRef }));
  const state = useSyncExternalStore(store.subscribe, store.get);
  const {
    data: advice,
    error,
    reload,
    refresh,
  } = useResource(
    useCallback(
      (signal: AbortSignal) => sentryApi.getTriage(entityRef, { signal }),
      [sentryApi, entityRef],
    ),
  );

  const isSettled = advice !== undefined || error !== undefined;
  const isConnected = useSentryConnection()?.isConnected;
  const couldConnect = advice?.items.some(({ canConnect }) => canConnect);
  useEffect(() => {
    if (isConnected && couldConnect) {
      // The viewer has connected since: they now act as themselves.
      refresh();
    }
  }, [isConnected, couldConnect, refresh]);

  const triage = useMemo<Triage>(
    () => ({
      ...state,
      entityRef,
      advice,
      isSettled,
      reloadAdvice: reload,
      canChange: issue => isOffered(targetOf(advice, issue)),
      change: (issues, act) => store.change([{ issues, act }], advice),
      changeAll: steps => store.change(steps, advice),
      retry: failures => store.retry(failures, advice),
      dismiss: store.dismiss,
      dismissFailures: store.dismissFailures,
      refresh: store.refresh,
      holdBack: store.holdBack,
      attend: store.attend,
      patchOf: (issue, loadedAt) => state.overlays.patchOf(issue, loadedAt),
    }),
    [state, entityRef, advice, isSettled, reload, store],
  );
  return (
    <TriageContext.Provider value={triage}>{children}</TriageContext.Provider>
  );
}
