import { SentryProblemException } from '../api/errors';
import { keyOf } from './Overlays';
import type { ChangeResult } from './requestChange';
import type { TriageAct, TriageFailure, TriageKind } from './types';

interface SettledStep {
  act: TriageAct;
  results: ChangeResult[];
}

const statusKinds: TriageKind[] = ['resolve', 'archive', 'reopen'];

/** What the failures so far are without those that a change was another try at. */
export function withoutFailures(
  failures: readonly TriageFailure[],
  id: number,
  steps: SettledStep[],
): TriageFailure[] {
  const tried = new Set(
    steps.flatMap(({ act, results }) =>
      results.map(({ issue }) => subjectOf(issue, act)),
    ),
  );
  return failures.filter(
    one => one.id > id || !tried.has(subjectOf(one.issue, one.act)),
  );
}

/** Adds those of a change, after those that were there. */
export function withFailures(
  failures: readonly TriageFailure[],
  id: number,
  steps: SettledStep[],
  now = Date.now(),
): TriageFailure[] {
  return [
    ...failures,
    ...steps.flatMap(({ act, results }) =>
      results.flatMap(({ issue, error, outcome }) =>
        error ? { id, issue, act, error, outcome, ...retryOf(error, now) } : [],
      ),
    ),
  ];
}

function retryOf(error: Error, now: number): Pick<TriageFailure, 'retryAt'> {
  const seconds =
    error instanceof SentryProblemException
      ? error.problem.retryAfterSeconds
      : undefined;
  return seconds ? { retryAt: now + seconds * 1000 } : {};
}

/** What of an issue is changed: resolved or archived, it is its status. */
function subjectOf(issue: TriageFailure['issue'], { kind }: TriageAct): string {
  return `${statusKinds.includes(kind) ? 'status' : kind} ${keyOf(issue)}`;
}
