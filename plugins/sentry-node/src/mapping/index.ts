export { sentryIssuesLink, type SentryIssuesLinkOptions } from './sentryLinks';
export { toSentryIssue, type ToSentryIssueContext } from './toSentryIssue';
