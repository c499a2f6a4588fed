export { SentryProblemException, SentryRequestException } from './errors';
export type { SentryRequestFailure } from './errors';
export { MockSentryApi, type MockSentryApiOptions } from './MockSentryApi';
export {
  sentryApiRef,
  type SentryApi,
  type SentryChangeOptions,
  type SentryRequestOptions,
} from './SentryApi';
export { SentryClient } from './SentryClient';
