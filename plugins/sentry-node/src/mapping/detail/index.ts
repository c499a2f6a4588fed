export { toIssueState, type SentryIssueState } from './toChangedIssue';
export { toIssueFacts, type SentryIssueFacts } from './toIssueDetail';
export { toSentryRelease } from './toSentryRelease';
export { toSuspectCommits } from './toSuspectCommits';
export { toTagDistributions } from './toTags';
