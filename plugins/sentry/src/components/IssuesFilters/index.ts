export { IssuesFilters } from './IssuesFilters';
export type { FilterOption } from './FilterSelect';
export { PeriodSelect } from './PeriodSelect';
