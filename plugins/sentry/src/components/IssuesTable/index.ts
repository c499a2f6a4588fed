export { AssigneeCell } from './AssigneeCell';
export { IssuesTable } from './IssuesTable';
export { PriorityCell } from './PriorityCell';
