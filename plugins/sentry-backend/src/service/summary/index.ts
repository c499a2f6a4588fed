export { SummaryService, type SummaryQuery } from './SummaryService';
