import type {
  SentryIssue,
  SentryTriageResponse,
} from 'backstage-plugin-sentry-common';
import type { SentryApi } from '../api/SentryApi';
import { withFailures, withoutFailures } from './failures';
import { guessChange, readChange } from './guessChange';
import { IssueChanges } from './IssueChanges';
import { keyOf, Overlays } from './Overlays';
import {
  type ChangeResult,
  groupByActor,
  requestChange,
} from './requestChange';
import {
  type HeldBack,
  type TriageState,
  withoutAttended,
} from './TriageState';
import type { TriageAct, TriageDone, TriageFailure, TriageStep } from './types';

interface SettledStep {
  act: TriageAct;
  results: ChangeResult[];
}

/**
 * Changes the issues of an entity: shows it at once, takes it back with the reason where
 * it fails, and lets Sentry's answer take the place of the guess.
 */
export class TriageStore {
  readonly #sentryApi: SentryApi;
  readonly #entityRef: string;
  readonly #changes: IssueChanges;
  readonly #listeners = new Set<() => void>();
  #acts = 0;
  #state: TriageState = {
    overlays: new Overlays(),
    reviewed: new Set(),
    failures: [],
  };

  constructor(options: { sentryApi: SentryApi; entityRef: string }) {
    this.#sentryApi = options.sentryApi;
    this.#entityRef = options.entityRef;
    this.#changes = IssueChanges.of(options.sentryApi);
  }

  readonly get = (): TriageState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Of what was done there is nothing more to say. */
  readonly dismiss = (): void => this.#set({ outcome: undefined });

  readonly dismissFailures = (failures: TriageFailure[]): void =>
    this.#set({
      failures: this.#state.failures.filter(one => !failures.includes(one)),
    });

  /**
   * Until the returned is called, what comes of changes to this issue is told with it, and
   * nowhere else; nor is it told again what was told so.
   */
  readonly attend = (key: string): (() => void) => {
    const attended = { key, since: this.#state.outcome?.id ?? 0 };
    this.#set({ attended });
    return () => {
      const { outcome } = this.#state;
      const isTold =
        outcome !== undefined &&
        !outcome.isPending &&
        withoutAttended(outcome, attended).done.length === 0;
      this.#set({ attended: undefined, ...(isTold && { outcome: undefined }) });
    };
  };

  readonly holdBack = (heldBack: HeldBack | undefined): void =>
    this.#set({ heldBack });

  /** Has everything on the page asked for anew what Sentry knows. */
  readonly refresh = (): void => {
    this.#changes.note();
  };

  /** Makes the changes that failed once more. */
  readonly retry = async (
    failures: TriageFailure[],
    advice: SentryTriageResponse | undefined,
  ): Promise<void> => {
    this.#set({
      failures: this.#state.failures.map(one =>
        failures.includes(one) ? { ...one, isRetrying: true } : one,
      ),
    });
    const steps = new Map<TriageAct, SentryIssue[]>();
    for (const { act, issue } of failures) {
      steps.set(act, [...(steps.get(act) ?? []), issue]);
    }
    await this.change(
      [...steps].map(([act, issues]) => ({ act, issues })),
      advice,
    );
  };

  /** @param steps - what is told of as one; those of one Sentry identity go in one request */
  readonly change = async (
    steps: TriageStep[],
    advice: SentryTriageResponse | undefined,
  ): Promise<void> => {
    this.#acts += 1;
    const id = this.#acts;
    this.#set({
      overlays: steps.reduce(
        (overlays, { issues, act }) =>
          overlays.guess(id, issues, guessChange(act.change, act.assignee)),
        this.#state.overlays,
      ),
      outcome: { id, isPending: true, done: [], overtaken: [] },
    });
    const settled = await Promise.all(
      steps.map(async ({ issues, act }) => ({
        act,
        results: (
          await Promise.all(
            groupByActor(issues, advice).map(group =>
              requestChange({
                sentryApi: this.#sentryApi,
                entityRef: this.#entityRef,
                group,
                change: act.change,
              }),
            ),
          )
        ).flat(),
      })),
    );
    this.#settle(id, settled);
  };

  #settle(id: number, steps: SettledStep[]) {
    const settled = this.#changes.get() + 1;
    let { overlays } = this.#state;
    const done: TriageDone[] = [];
    const overtaken: SentryIssue[] = [];
    const reviewed = new Set(this.#state.reviewed);

    for (const { act, results } of steps) {
      for (const { issue, truth, outcome } of results) {
        if (truth) {
          const patch = readChange(truth);
          overlays = overlays.settle(id, issue, patch, settled);
          if (truth.differs?.length) {
            overtaken.push({ ...issue, ...patch });
          }
        } else if (outcome) {
          overlays = overlays.presume(id, issue, settled);
        } else {
          overlays = overlays.rollBack(id, [issue]);
        }
        if (truth || outcome === 'changed') {
          done.push({ issue, act });
          if (act.change.isReviewed) {
            reviewed.add(keyOf(issue));
          }
        }
      }
    }
    this.#set({
      overlays,
      reviewed,
      failures: withFailures(
        withoutFailures(this.#state.failures, id, steps),
        id,
        steps,
      ),
      // What was started later is what the viewer waits for.
      ...((this.#state.outcome?.id ?? 0) <= id && {
        outcome: { id, isPending: false, done, overtaken },
      }),
    });
    // Also where it failed: Sentry may have heard all the same.
    this.#changes.note();
  }

  #set(changes: Partial<TriageState>) {
    this.#state = { ...this.#state, ...changes };
    this.#listeners.forEach(listener => listener());
  }
}
