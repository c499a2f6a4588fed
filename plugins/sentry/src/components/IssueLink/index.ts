export { issueIdOf } from '../../address';
export { IssueLink } from './IssueLink';
export {
  type IssueLinks,
  IssueLinksProvider,
  useIssueLinks,
} from './IssueLinks';
