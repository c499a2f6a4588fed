export { type IssuesSource, IssuesView, type ShownIssues } from './IssuesView';
export { useTotalText } from './useTotalText';
