import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { keyOf, type Overlays } from './Overlays';
import type { TriageFailure, TriageOutcome } from './types';

/** What a list holds back until the viewer loads it anew, so that nothing moves. */
export interface HeldBack {
  count: number;
  reload: () => void;
}

/** An issue that is open, and tells what came of its changes itself. */
export interface AttendedIssue {
  key: string;
  /** The latest change by then; those after it are told of. */
  since: number;
}

/** What the page knows of the changes made on it. */
export interface TriageState {
  overlays: Overlays;
  /** Those that were marked reviewed, which nothing else may show. */
  reviewed: ReadonlySet<string>;
  /** What the latest change has done; until it is dismissed. */
  outcome?: TriageOutcome;
  /** All that failed, until it is dismissed or has been made after all. */
  failures: readonly TriageFailure[];
  heldBack?: HeldBack;
  attended?: AttendedIssue;
}

/** What a change has done, but for what is told with the issue that is open. */
export function withoutAttended(
  outcome: TriageOutcome,
  attended: AttendedIssue | undefined,
): TriageOutcome {
  const isOther = (issue: SentryIssue) =>
    !attended || outcome.id <= attended.since || keyOf(issue) !== attended.key;
  return {
    ...outcome,
    done: outcome.done.filter(({ issue }) => isOther(issue)),
    overtaken: outcome.overtaken.filter(isOther),
  };
}
