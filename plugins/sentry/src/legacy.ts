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
export { isSentryAvailable } from 'backstage-plugin-sentry-common';
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
  SentryPage,
  sentryPlugin,
} from './legacyPlugin';
export type { EntitySentryContentProps } from './components/EntitySentryContent';
export { sentryIssueTranslationRef } from './issueTranslation';
export { sentryPageTranslationRef } from './pageTranslation';
export { sentryProblemTranslationRef } from './problemTranslation';
export { sentryTranslationRef } from './translation';
