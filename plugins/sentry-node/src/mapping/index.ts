export {
  sentryIssuesLink,
  type SentryIssuesLinkOptions,
  type SentryPlace,
} from './sentryLinks';
export { toSentryIssue, type ToSentryIssueContext } from './toSentryIssue';
export * from './detail';
export * from './event';
