import { keyOf, type TriageFailure } from '../../triage';

/** How many issues failures are about; one may have failed in several ways. */
export function countIssues(failures: TriageFailure[]): number {
  return new Set(failures.map(({ issue }) => keyOf(issue))).size;
}
