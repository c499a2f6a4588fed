export {
  SentryIssuesContent,
  type SentryIssuesContentProps,
} from './SentryIssuesContent';
