export {
  SentryIssuesCard,
  type SentryIssuesCardProps,
} from './SentryIssuesCard';
