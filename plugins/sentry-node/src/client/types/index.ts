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
export type { SentryClient } from './SentryClient';
export type {
  SentryIssueClient,
  SentryIssueEvent,
  SentryIssueScope,
} from './SentryIssueClient';
export type {
  SentryProjectAssignee,
  SentryProjectClient,
  SentryProjectFacts,
  SentryReleaseSessions,
} from './SentryProjectClient';
