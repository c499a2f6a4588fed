export {
  sentryEventLink,
  sentryIssuesLink,
  type SentryIssuesLinkOptions,
  type SentryPlace,
} from './sentryLinks';
export type { SentryIssueFacts } from './detail/toIssueDetail';
export type { SentryIssueState } from './detail/toChangedIssue';
export { sentryDetailFields, type SentryDetailField } from './event/types';
