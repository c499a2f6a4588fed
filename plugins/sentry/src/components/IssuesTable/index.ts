export { AssigneeCell } from './AssigneeCell';
export { roomOf } from './columns';
export { IssuesTable } from './IssuesTable';
export { NarrowIssues } from './NarrowIssues';
export { PriorityCell } from './PriorityCell';
