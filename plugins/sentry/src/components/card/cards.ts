// One chunk: the cards share most of their code, and most overview pages have both.
export { SentryIssuesCard } from './SentryIssuesCard';
export { SentrySummaryCard } from './SentrySummaryCard';
