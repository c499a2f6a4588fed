export { IssueLink } from './IssueLink';
export {
  isIssue,
  issueIdOf,
  type IssueLinks,
  IssueLinksProvider,
  useIssueLinks,
} from './IssueLinks';
