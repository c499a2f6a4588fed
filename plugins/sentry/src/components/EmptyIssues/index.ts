export { EmptyIssues } from './EmptyIssues';
