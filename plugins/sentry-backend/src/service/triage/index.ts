export { Actors } from './Actors';
export { TriageAdvice } from './TriageAdvice';
export { TriageService, type TriageAct } from './TriageService';
export type { ChangeRequest } from './types';
