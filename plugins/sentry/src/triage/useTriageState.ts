import { useApi } from '@backstage/frontend-plugin-api';
import type {
  SentryIssue,
  SentryTriageResponse,
} from 'backstage-plugin-sentry-common';
import { useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useCaptureAct } from '../analytics';
import { sentryApiRef } from '../api/SentryApi';
import { type IssuePatch, keyOf, useMutateIssues } from '../data/changes';
import {
  guessChange,
  readChange,
  stepsOf,
  type TriageAct,
  type TriageDone,
  type TriageFailure,
  type TriageOutcome,
  type TriageStep,
} from './acts';
import {
  type ChangeResult,
  groupByActor,
  requestChange,
  withFailures,
} from './requestChange';

/** Changes that Sentry has not answered yet. */
interface Pending {
  id: number;
  guesses: ReadonlyMap<string, IssuePatch>;
}

/** What is known of the changes made on the page. */
export interface TriageState {
  pending: readonly Pending[];
  /** How many changes are settled. */
  settled: number;
  /** What became of an issue with its latest settled change, and which that was. */
  changed: ReadonlyMap<string, { patch: IssuePatch; settled: number }>;
  /** What the latest change has done; until it is dismissed. */
  outcome?: TriageOutcome;
  /** All that failed, until it is dismissed or a later try succeeds. */
  failures: readonly TriageFailure[];
  /** Given while an issue is open, which shows all that is changed after the change with this id. */
  attendedSince?: number;
}

const initial: TriageState = {
  pending: [],
  settled: 0,
  changed: new Map(),
  failures: [],
};

interface SettledStep {
  act: TriageAct;
  results: ChangeResult[];
}

/**
 * Changes the issues of an entity: shows a change at once, undoes it with the reason where it
 * fails, and replaces it by Sentry's answer otherwise.
 */
export function useTriageState(
  entityRef: string,
  advice: SentryTriageResponse | undefined,
) {
  const sentryApi = useApi(sentryApiRef);
  const mutateIssues = useMutateIssues();
  const capture = useCaptureAct();
  const [state, setState] = useState(initial);
  const lastId = useRef(0);

  const changes = useMemo(() => {
    /** @param steps - shown as one change; issues of one Sentry identity go in one request */
    const changeAll = async (steps: TriageStep[]) => {
      lastId.current += 1;
      const id = lastId.current;
      setState(last => withPending(last, id, steps));
      for (const { issues, act } of steps) {
        capture('change', issues.length > 1 ? 'issues' : 'issue', {
          kind: act.kind,
          count: issues.length,
        });
      }
      const settled = await Promise.all(
        steps.map(async ({ issues, act: { change }, act }) => {
          const results = await Promise.all(
            groupByActor(issues, advice).map(group =>
              requestChange({ sentryApi, entityRef, group, change }),
            ),
          );
          return { act, results: results.flat() };
        }),
      );
      const patches = patchesOf(settled);
      // Also where it failed: Sentry may have made the change all the same.
      mutateIssues(patches);
      // Before the answers of these requests: the list holds back what is new after a change.
      flushSync(() =>
        setState(last => withSettled(last, id, settled, patches)),
      );
    };
    const retry = async (failures: TriageFailure[]) => {
      setState(last => ({
        ...last,
        failures: last.failures.map(one =>
          failures.includes(one) ? { ...one, isRetrying: true } : one,
        ),
      }));
      await changeAll(stepsOf(failures));
    };
    return { changeAll, retry, refresh: () => mutateIssues(new Map()) };
  }, [sentryApi, entityRef, advice, mutateIssues, capture]);

  // These stay the same: what depends on them does not begin anew with the advice.
  const notices = useMemo(
    () => ({
      /** Until the returned function is called, the open issue alone shows what is changed. */
      attend: () => {
        setState(last => ({ ...last, attendedSince: last.outcome?.id ?? 0 }));
        // What the open issue has shown is not shown again once it is closed.
        return () =>
          setState(({ attendedSince = 0, outcome, ...last }) => ({
            ...last,
            outcome:
              outcome && (outcome.isPending || outcome.id <= attendedSince)
                ? outcome
                : undefined,
          }));
      },
      dismiss: () => setState(last => ({ ...last, outcome: undefined })),
      dismissFailures: (failures: TriageFailure[]) =>
        setState(last => ({
          ...last,
          failures: last.failures.filter(one => !failures.includes(one)),
        })),
    }),
    [],
  );
  return { state, changes, notices };
}

/**
 * What was changed of an issue since it was loaded.
 *
 * @param loadedAt - how many changes were settled then; all, where it is left out
 */
export function patchOf(
  state: TriageState,
  issue: SentryIssue,
  loadedAt = state.settled,
): IssuePatch {
  const key = keyOf(issue);
  const last = state.changed.get(key);
  return Object.assign(
    {},
    last && last.settled > loadedAt ? last.patch : {},
    ...state.pending.map(({ guesses }) => guesses.get(key)),
  );
}

function withPending(
  state: TriageState,
  id: number,
  steps: TriageStep[],
): TriageState {
  const guesses = new Map(
    steps.flatMap(({ issues, act }) =>
      issues.map(issue => [
        keyOf(issue),
        guessChange(act.change, act.assignee),
      ]),
    ),
  );
  return {
    ...state,
    pending: [...state.pending, { id, guesses }],
    outcome: { id, isPending: true, done: [], overtaken: [] },
  };
}

/** How issues now are: as Sentry answers, or as asked for where it does not say. */
function patchesOf(steps: SettledStep[]): Map<string, IssuePatch> {
  return new Map(
    steps.flatMap(({ act, results }) =>
      results.flatMap(({ issue, serverIssue, outcome }) => {
        if (serverIssue) {
          return [[keyOf(issue), readChange(serverIssue)]];
        }
        const guess = guessChange(act.change, act.assignee);
        return outcome ? [[keyOf(issue), guess]] : [];
      }),
    ),
  );
}

function withSettled(
  state: TriageState,
  id: number,
  steps: SettledStep[],
  patches: ReadonlyMap<string, IssuePatch>,
): TriageState {
  const settled = state.settled + 1;
  const changed = new Map(state.changed);
  patches.forEach((patch, key) => {
    changed.set(key, {
      patch: { ...changed.get(key)?.patch, ...patch },
      settled,
    });
  });
  const all = steps.flatMap(({ act, results }) =>
    results.map(result => ({ ...result, act })),
  );
  const done: TriageDone[] = all.filter(
    ({ serverIssue, outcome }) => serverIssue || outcome === 'changed',
  );
  const overtaken = all
    .filter(({ serverIssue }) => serverIssue?.differs?.length)
    .map(({ issue }) => ({ ...issue, ...patches.get(keyOf(issue)) }));
  return {
    ...state,
    pending: state.pending.filter(one => one.id !== id),
    settled,
    changed,
    failures: withFailures(state.failures, id, all),
    // The viewer waits for what was started last.
    ...((state.outcome?.id ?? 0) <= id && {
      outcome: {
        id,
        isPending: false,
        done: done.map(({ issue, act }) => ({ issue, act })),
        overtaken,
      },
    }),
  };
}
