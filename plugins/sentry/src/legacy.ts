/**
 * The Sentry plugin for apps on the old frontend system.
 *
 * @packageDocumentation
 */
export {
  SentryProblemException,
  SentryRequestException,
  type SentryRequestFailure,
} from './api/errors';
export * from './api/SentryApi';
export type {
  SentryChangeOptions,
  SentryRequestOptions,
} from './api/Transport';
export { SentryClient } from './api/SentryClient';
export { type SentryAuthApi, sentryAuthApiRef } from './auth/sentryAuth';
export { type SentrySession } from './auth/sentryAuth';
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
export type { SentryIssuesCardProps } from './components/card/SentryIssuesCard';
export type { SentrySummaryCardProps } from './components/card/SentrySummaryCard';
export type { SentryIssuesContentProps } from './components/tab/SentryIssuesContent';
export {
  SentryStatus,
  type SentryStatusProps,
} from './components/catalog/SentryStatus';
export { sentryIssueColumns, type SentryIssueColumn } from './issueColumns';
export {
  EntitySentryAlertsCard,
  EntitySentryCard,
  EntitySentryContent,
  EntitySentryMonitorsCard,
  EntitySentrySummaryCard,
  Router,
  SentryIssuesWidget,
  SentryIssuesWidgetCard,
  SentryPage,
  SentrySearchResultListItem,
  sentryPlugin,
  sentryPlugin as plugin,
} from './legacyPlugin';
export type {
  EntitySentryCardProps,
  EntitySentryContentProps,
  SentryIssuesWidgetProps,
  SentryPageProps,
} from './components/tab/EntitySentryContent';
export { sentryPageTranslationRef } from './pageTranslation';
export { sentryTranslationRef } from './translation';
// The community plugin exports it from its own entry.
export { MockSentryApi, type MockSentryApiOptions } from './testUtils';
