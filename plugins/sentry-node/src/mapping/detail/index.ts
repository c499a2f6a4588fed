export {
  environmentsOfTags,
  toIssueFacts,
  type SentryIssueFacts,
} from './toIssueDetail';
export { toReleaseRef } from './toReleaseRef';
export { toSentryRelease } from './toSentryRelease';
export { toSuspectCommits } from './toSuspectCommits';
export { toTagDistributions } from './toTags';
