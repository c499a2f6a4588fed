export type {
  SentryIssueUpdate,
  SentryUpdateIssuesParams,
  SentryUserFeedback,
} from './changes';
export type {
  SentryIssueCount,
  SentryIssuesParams,
  SentryPage,
  SentryRequestOptions,
  SentryScopeParams,
} from './questions';
export type {
  RawSentryIssue,
  RawSentryIssueDetail,
  RawSentryProject,
} from './raw';
export type { SentryClient } from './SentryClient';
export type {
  SentryIssueClient,
  SentryIssueParams,
  SentryIssueScope,
} from './SentryIssueClient';
export type {
  SentryProjectAssignee,
  SentryProjectClient,
  SentryReleaseSessions,
} from './SentryProjectClient';
