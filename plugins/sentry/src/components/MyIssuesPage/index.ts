export { MyIssuesPage } from './MyIssuesPage';
export { useMyIssueLinks } from './useMyIssueLinks';
