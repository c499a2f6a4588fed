export { SummaryService } from './SummaryService';
