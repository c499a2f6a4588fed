/**
 * Sentry issues on the pages of the Backstage catalog, for the new frontend
 * system. The old one finds the same parts in `backstage-plugin-sentry/legacy`.
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
  SentryStatus,
  type SentryStatusProps,
} from './components/SentryStatus';
export { sentryIssueColumns, type SentryIssueColumn } from './issueColumns';
export { sentryPlugin as default } from './plugin';
export { sentryIssueTranslationRef } from './issueTranslation';
export { sentryPageTranslationRef } from './pageTranslation';
export { sentryProblemTranslationRef } from './problemTranslation';
export { sentryTranslationRef } from './translation';
