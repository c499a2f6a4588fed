export { IssueChanges } from './IssueChanges';
export { keyOf } from './Overlays';
export {
  isOffered,
  isOfferedSomewhere,
  issuesWithout,
  targetOf,
} from './targets';
export { type Triage, TriageProvider, useTriage } from './TriageContext';
export { withoutAttended } from './TriageState';
export type {
  IssuePatch,
  TriageAct,
  TriageDone,
  TriageFailure,
  TriageKind,
  TriageOutcome,
  TriageStep,
} from './types';
export { assignTo, undoSteps } from './undoSteps';
export { useKeptPage } from './useKeptPage';
export { useLoadedAt } from './useLoadedAt';
export { useRefreshAfterChange } from './useRefreshAfterChange';
