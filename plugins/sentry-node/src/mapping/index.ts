export { sentryIssuesLink, type SentryIssuesLinkOptions } from './sentryLinks';
export { toSentryIssue, type ToSentryIssueContext } from './toSentryIssue';
export * from './detail';
export * from './event';
