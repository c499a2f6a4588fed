export { IssueDrawer, type IssueDrawerProps } from './IssueDrawer';
