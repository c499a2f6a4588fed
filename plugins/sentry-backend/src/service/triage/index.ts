export { Actors } from './Actors';
export { TriageAdvice } from './TriageAdvice';
export { TriageService } from './TriageService';
export type { ChangeRequest } from './types';
