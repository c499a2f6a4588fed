export {
  sentryProjectName,
  type SentryComponent,
  type SentryComponentSummary,
  type SentryIssueRelation,
  type SentryMyIssuesQuery,
  type SentryProjectName,
} from './components';
export type {
  SentryEnvironment,
  SentryEnvironmentsResponse,
} from './environment';
export type {
  SentryAssignee,
  SentryIssue,
  SentryIssueCategory,
  SentryIssueLevel,
  SentryIssueLifetime,
  SentryIssuePriority,
  SentryIssueStatus,
  SentryIssueSubstatus,
  SentryIssuesPage,
} from './issue';
export type {
  SentryProject,
  SentryProjectEntry,
  SentryProjectKey,
  SentryProjectsResponse,
} from './project';
export type { SentrySummary, SentrySummaryCount } from './summary';
export type { SentryAnswerMeta, SentryTrend } from './shared';
export type {
  SentryAssigneesResponse,
  SentryPossibleAssignee,
} from './assignees';
export type {
  SentryCspReport,
  SentryEvent,
  SentryEventContext,
  SentryEventPosition,
  SentryEventResponse,
  SentryEventTag,
  SentryEventUser,
  SentryOccurrence,
} from './event';
export type { SentryBreadcrumb, SentryEventRequest } from './eventParts';
export type {
  SentryExternalIssue,
  SentryIssueDetail,
  SentryIssueDetailQuery,
  SentryStatusDetails,
  SentrySuspectCommit,
  SentryTagDistribution,
  SentryTagValue,
} from './issueDetail';
export type {
  SentryRelease,
  SentryReleaseHealth,
  SentryReleasesResponse,
} from './release';
export type { SentryReleaseRef, SentryRepositoryRef } from './releaseRef';
export type {
  SentryException,
  SentryStackFrame,
  SentryStackTrace,
  SentryThread,
} from './stackTrace';
export type {
  SentryInstancesResponse,
  SentryInstanceStatus,
  SentryOrganizationsResponse,
} from './instance';
export type {
  SentryActor,
  SentryChangedIssue,
  SentryIssueChange,
  SentryIssueChangeField,
  SentryIssueChangeProblem,
  SentryIssueChangeQuery,
  SentryIssueChangeResponse,
  SentryIssuesChange,
  SentryTriageResponse,
  SentryTriageTarget,
} from './triage';
