import { toError } from '@backstage/errors';
import type {
  SentryChangedIssue,
  SentryIssue,
  SentryTriageResponse,
} from 'backstage-plugin-sentry-common';
import type { SentryApi } from '../api';
import { guessChange, readChange } from './guessChange';
import { IssueChanges } from './IssueChanges';
import { keyOf, Overlays } from './Overlays';
import { groupByActor, requestChange } from './requestChange';
import type { TriageAct, TriageFailure, TriageOutcome } from './types';

/** What the page knows of the changes made on it. */
export interface TriageState {
  overlays: Overlays;
  /** Those that were marked reviewed, which nothing else shows. */
  reviewed: ReadonlySet<string>;
  outcome?: TriageOutcome;
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
  #state: TriageState = { overlays: new Overlays(), reviewed: new Set() };

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

  readonly dismiss = (): void => this.#set({ outcome: undefined });

  /** @param issues - as they are shown; those of one Sentry identity go in one request */
  readonly change = async (
    issues: SentryIssue[],
    act: TriageAct,
    advice: SentryTriageResponse | undefined,
  ): Promise<void> => {
    this.#acts += 1;
    const id = this.#acts;
    const none = { done: [], overtaken: [], failures: [] };
    this.#set({
      overlays: this.#state.overlays.guess(
        id,
        issues,
        guessChange(act.change, act.assignee),
      ),
      outcome: { id, act, isPending: true, ...none },
    });

    const answers = await Promise.all(
      groupByActor(issues, advice).map(group =>
        requestChange({
          sentryApi: this.#sentryApi,
          entityRef: this.#entityRef,
          group,
          change: act.change,
        }).catch((error): Awaited<ReturnType<typeof requestChange>> => ({
          changed: [],
          failures: group.issues.map(issue => ({
            issue,
            error: toError(error),
          })),
        })),
      ),
    );
    this.#settle(
      id,
      act,
      answers.flatMap(({ changed }) => changed),
      answers.flatMap(({ failures }) => failures),
    );
  };

  #settle(
    id: number,
    act: TriageAct,
    changed: { issue: SentryIssue; truth: SentryChangedIssue }[],
    failures: TriageFailure[],
  ) {
    const settled = this.#changes.get() + 1;
    let overlays = this.#state.overlays.rollBack(
      id,
      failures.map(({ issue }) => issue),
    );
    for (const { issue, truth } of changed) {
      overlays = overlays.settle(id, issue, readChange(truth), settled);
    }
    const outcome = {
      id,
      act,
      isPending: false,
      failures,
      done: changed.map(({ issue }) => issue),
      overtaken: changed
        .filter(({ truth }) => isOvertaken(act, truth))
        .map(({ issue, truth }) => ({ ...issue, ...readChange(truth) })),
    };
    this.#set({
      overlays,
      reviewed: act.change.isReviewed
        ? new Set([
            ...this.#state.reviewed,
            ...changed.map(one => keyOf(one.issue)),
          ])
        : this.#state.reviewed,
      // What was started later is what the viewer waits for.
      ...((this.#state.outcome?.id ?? 0) <= id && { outcome }),
    });
    // Also where it failed: Sentry may have heard all the same.
    this.#changes.note();
  }

  #set(changes: Partial<TriageState>) {
    this.#state = { ...this.#state, ...changes };
    this.#listeners.forEach(listener => listener());
  }
}

/** Whether an issue is not what was asked for, as somebody else has changed it since. */
function isOvertaken({ change }: TriageAct, truth: SentryChangedIssue) {
  const { status, priority, assignedTo } = change;
  const { assignee } = truth;
  const now = assignee && `${assignee.type}:${assignee.id}`;
  return (
    (status !== undefined && truth.status !== status) ||
    (priority !== undefined && truth.priority !== priority) ||
    (assignedTo !== undefined && now !== assignedTo)
  );
}
