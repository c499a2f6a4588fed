export {
  EntitySentryCard,
  type EntitySentryCardProps,
  EntitySentryContent,
  type EntitySentryContentProps,
  SentryIssuesWidget,
  type SentryIssuesWidgetProps,
  type SentryPageProps,
} from './EntitySentryContent';
