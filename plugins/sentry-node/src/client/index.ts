export { isSentryUnknownEnvironment } from './isSentryUnknownEnvironment';
export { isSentryMultiProjectRefusal } from './SentryUpstreamError';
export type {
  RawSentryIssue,
  RawSentryProject,
  SentryClient,
  SentryIssueCount,
  SentryIssuesParams,
  SentryPage,
  SentryRequestOptions,
  SentryScopeParams,
} from './types';
