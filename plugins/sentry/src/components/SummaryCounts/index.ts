export { SummaryCounts } from './SummaryCounts';
export { SummaryCountsSkeleton } from './SummaryCountsSkeleton';
