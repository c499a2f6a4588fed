export { isSentryMultiProjectRefusal } from './SentryUpstreamError';
export type {
  RawSentryIssue,
  RawSentryProject,
  SentryClient,
  SentryIssuesParams,
  SentryPage,
  SentryRequestOptions,
  SentryScopeParams,
} from './types';
