/**
 * The Sentry plugin for apps on the old frontend system.
 *
 * @packageDocumentation
 */
export * from './api';
export {
  type SentryAuthApi,
  sentryAuthApiRef,
  type SentrySession,
} from './auth';
export {
  isSentryAvailable,
  SENTRY_PROJECT_SLUG_ANNOTATION,
  type SentryIssue,
  type SentryProject,
} from 'backstage-plugin-sentry-common';
export {
  type EventPoint,
  ProductionSentryApi,
  type SentryApiError,
  type SentryIssueMetadata,
  type SentryPlatform,
} from './communityPlugin';
export type { SentryIssuesCardProps } from './components/SentryIssuesCard';
export type { SentryIssuesContentProps } from './components/SentryIssuesContent';
export {
  SentryStatus,
  type SentryStatusProps,
} from './components/SentryStatus';
export { sentryIssueColumns, type SentryIssueColumn } from './issueColumns';
export {
  EntitySentryCard,
  EntitySentryContent,
  Router,
  SentryIssuesWidget,
  SentryIssuesWidgetCard,
  SentryPage,
  sentryPlugin,
  sentryPlugin as plugin,
} from './legacyPlugin';
export type {
  EntitySentryCardProps,
  EntitySentryContentProps,
  SentryIssuesWidgetProps,
  SentryPageProps,
} from './components/EntitySentryContent';
export { sentryIssueTranslationRef } from './issueTranslation';
export { sentryPageTranslationRef } from './pageTranslation';
export { sentryProblemTranslationRef } from './problemTranslation';
export { sentryTranslationRef } from './translation';
