export { keyOf } from './Overlays';
export { fieldsOf, isOffered, targetOf } from './targets';
export { type Triage, TriageProvider, useTriage } from './TriageContext';
export type {
  IssuePatch,
  TriageAct,
  TriageFailure,
  TriageKind,
  TriageOutcome,
} from './types';
export { useKeptPage } from './useKeptPage';
export { useLoadedAt } from './useLoadedAt';
export { useRefreshAfterChange } from './useRefreshAfterChange';
