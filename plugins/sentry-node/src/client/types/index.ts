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
  RawSentryPerson,
  RawSentryProject,
  RawSentryStatusDetails,
} from './raw';
export type {
  RawSentryExternalIssue,
  RawSentryIntegration,
  RawSentryIssueDetail,
  RawSentryPluginIssue,
  RawSentryTag,
  RawSentryTagValue,
} from './rawIssueDetail';
export type {
  RawSentryCommit,
  RawSentryCommitter,
  RawSentryRelease,
  RawSentryReleaseProject,
} from './rawRelease';
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
