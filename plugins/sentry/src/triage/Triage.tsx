import type {
  SentryIssue,
  SentryTriageResponse,
} from 'backstage-plugin-sentry-common';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useTriageAdvice } from '../data/answers';
import type { IssuePatch } from '../data/changes';
import { isOffered, targetOf, type TriageAct } from './acts';
import { patchOf, type TriageState, useTriageState } from './useTriageState';

type TriageParts = ReturnType<typeof useTriageState>;
type TriageActions = TriageParts['changes'] & TriageParts['notices'];

/** What can be done to the issues of the page, and what was. */
export interface Triage extends TriageState, TriageActions {
  entityRef: string;
  /** Undefined until it is known, and where it can't be. */
  advice: SentryTriageResponse | undefined;
  /** Whether the advice is known, or could not be loaded. */
  isSettled: boolean;
  canChange: (issue: SentryIssue) => boolean;
  change: (issues: SentryIssue[], act: TriageAct) => Promise<void>;
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
  const { state, changes, notices } = useTriageState(entityRef, advice);
  const isSettled = advice !== undefined || error !== undefined;
  const triage = useMemo<Triage>(
    () => ({
      ...state,
      ...changes,
      ...notices,
      entityRef,
      advice,
      isSettled,
      canChange: issue => isOffered(targetOf(advice, issue)),
      change: (issues, act) => changes.changeAll([{ issues, act }]),
      patchOf: (issue, loadedAt) => patchOf(state, issue, loadedAt),
    }),
    [state, changes, notices, entityRef, advice, isSettled],
  );
  return (
    <TriageContext.Provider value={triage}>{children}</TriageContext.Provider>
  );
}
