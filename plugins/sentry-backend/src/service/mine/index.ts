export { MyIssuesService } from './MyIssuesService';
