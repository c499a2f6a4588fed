export { MyAccess } from './MyAccess';
export { MyChoicesService } from './MyChoicesService';
export { MyIssuesService } from './MyIssuesService';
export { MyTeamsService } from './MyTeamsService';
