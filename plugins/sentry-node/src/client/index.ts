export { checkSentryIdentity } from './checkSentryIdentity';
export { isSentryUnknownEnvironment } from './isSentryUnknownEnvironment';
export {
  isSentryMultiProjectRefusal,
  isSentryProjectRefusal,
} from './SentryUpstreamError';
export type {
  SentryAbility,
  SentryCapabilities,
  SentryServerKind,
} from './dialects';
export type { SentryIssueClient, SentryIssueScope } from './issueDetailTypes';
export type {
  SentryProjectClient,
  SentryReleaseSessions,
} from './projectTypes';
export type { SentryIndex, SentryOrganization } from './organizationSchemas';
export type { SentryRateLimit } from './RateLimitBudgets';
export type {
  RawSentryIssue,
  RawSentryIssueDetail,
  RawSentryProject,
} from './rawTypes';
export type {
  SentryClient,
  SentryIssueCount,
  SentryIssuesParams,
  SentryIssueUpdate,
  SentryPage,
  SentryRequestOptions,
  SentryScopeParams,
  SentryUpdateIssuesParams,
  SentryUserFeedback,
} from './types';
