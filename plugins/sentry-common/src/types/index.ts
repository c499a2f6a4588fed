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
  SentryInstancesResponse,
  SentryInstanceStatus,
  SentryOrganizationsResponse,
} from './instance';
