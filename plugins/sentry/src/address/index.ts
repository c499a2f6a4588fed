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
