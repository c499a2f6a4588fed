export { IssuesPagination } from './IssuesPagination';
