export { IssueList } from './IssueList';
export { IssueListSkeleton } from './IssueListSkeleton';
