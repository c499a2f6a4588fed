import type {
  SentryIssue,
  SentryTriageResponse,
} from 'backstage-plugin-sentry-common';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useTriageAdvice } from '../data/answers';
import type { IssuePatch } from '../data/changes';
import {
  isOffered,
  targetOf,
  type TriageAct,
  type TriageFailure,
  type TriageStep,
} from './acts';
import {
  type HeldBack,
  patchOf,
  type TriageState,
  useTriageState,
} from './useTriageState';

/** What can be done to the issues of the page, and what was. */
export interface Triage extends TriageState {
  entityRef: string;
  /** Undefined until it is known, and where it can't be. */
  advice: SentryTriageResponse | undefined;
  /** Whether the advice is known, or could not be loaded. */
  isSettled: boolean;
  canChange: (issue: SentryIssue) => boolean;
  change: (issues: SentryIssue[], act: TriageAct) => Promise<void>;
  /** Several changes that are shown as one. */
  changeAll: (steps: TriageStep[]) => Promise<void>;
  retry: (failures: TriageFailure[]) => Promise<void>;
  dismiss: () => void;
  dismissFailures: (failures: TriageFailure[]) => void;
  /** Asks anew for all issues and counts on the page. */
  refresh: () => void;
  holdBack: (heldBack: HeldBack | undefined) => void;
  /** Shows changes with the open issue alone, until the returned function is called. */
  attend: () => () => void;
  /** See {@link patchOf}. */
  patchOf: (issue: SentryIssue, loadedAt?: number) => IssuePatch;
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
  const { data: advice, error } = useTriageAdvice(entityRef);
  const { state, ...actions } = useTriageState(entityRef, advice);
  const { changeAll, retry, attend, dismiss } = actions;
  const { dismissFailures, holdBack, refresh: refreshIssues } = actions;

  const isSettled = advice !== undefined || error !== undefined;
  const triage = useMemo<Triage>(
    () => ({
      ...state,
      entityRef,
      advice,
      isSettled,
      canChange: issue => isOffered(targetOf(advice, issue)),
      change: (issues, act) => changeAll([{ issues, act }]),
      changeAll,
      retry,
      dismiss,
      dismissFailures,
      refresh: refreshIssues,
      holdBack,
      attend,
      patchOf: (issue, loadedAt) => patchOf(state, issue, loadedAt),
    }),
    [
      state,
      entityRef,
      advice,
      isSettled,
      changeAll,
      retry,
      dismiss,
      dismissFailures,
      refreshIssues,
      holdBack,
      attend,
    ],
  );
  return (
    <TriageContext.Provider value={triage}>{children}</TriageContext.Provider>
  );
}
