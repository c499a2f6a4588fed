export { MyIssuesService } from './MyIssuesService';
export { MyTeamsService } from './MyTeamsService';
