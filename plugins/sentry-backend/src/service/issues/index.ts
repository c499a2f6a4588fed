export { askedEnvironments } from './filters';
export { IssuesService } from './IssuesService';
