export { whyNobodys } from './assignee';
export { MAX_CURSOR_LENGTH } from './cursor';
export { askedEnvironments } from './filters';
export { IssuesService } from './IssuesService';
export { ownIssuesQuery } from './ownIssuesQuery';
export { SEARCH_TERMS } from './searchTerms';
