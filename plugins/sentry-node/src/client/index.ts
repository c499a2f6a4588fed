export { isSentryUnknownEnvironment } from './isSentryUnknownEnvironment';
export { isSentryMultiProjectRefusal } from './SentryUpstreamError';
export type { RawSentryIssue, RawSentryProject } from './rawTypes';
export type {
  SentryClient,
  SentryIssueCount,
  SentryIssuesParams,
  SentryPage,
  SentryRequestOptions,
  SentryScopeParams,
} from './types';
