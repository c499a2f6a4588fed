export {
  addressOf,
  areInMany,
  isIssue,
  type IssueAddress,
  issueAddressKeys,
  issueIdOf,
  readIssueAddress,
  writeIssueAddress,
} from './issueAddress';
export {
  isResolved,
  projectParameter,
  type ResolvedProject,
} from './projectParameter';
