/**
 * Sentry issues on the pages of the Backstage catalog, for the new frontend
 * system. The old one finds the same parts in `backstage-plugin-sentry/legacy`.
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
export {
  type SentryAuthApi,
  sentryAuthApiRef,
  type SentrySession,
} from './auth/sentryAuth';
export {
  SentryStatus,
  type SentryStatusProps,
} from './components/catalog/SentryStatus';
export { sentryIssueColumns, type SentryIssueColumn } from './issueColumns';
export { sentryPlugin as default } from './plugin';
export { sentryPageTranslationRef } from './pageTranslation';
export { sentryTranslationRef } from './translation';
