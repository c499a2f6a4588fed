import { keyOf } from '../../triage/Overlays';
import { type TriageFailure } from '../../triage/types';

/** How many issues failures are about; one may have failed in several ways. */
export function countIssues(failures: TriageFailure[]): number {
  return new Set(failures.map(({ issue }) => keyOf(issue))).size;
}
