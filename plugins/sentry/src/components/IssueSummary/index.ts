export { IssueSummary } from './IssueSummary';
