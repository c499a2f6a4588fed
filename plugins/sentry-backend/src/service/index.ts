export {
  createEntityServices,
  type EntityServices,
} from './createEntityServices';
export { IdentityCheck } from './identity';
export { MAX_CURSOR_LENGTH } from './issues';
export { InstancesService, InstanceWatch, logInstances } from './instances';
export {
  MyAccess,
  MyChoicesService,
  MyIssuesService,
  MyTeamsService,
} from './mine';
export { OrganizationsService } from './organizations';
export { Actors, TriageAdvice, TriageService } from './triage';
export { SourceLinks } from './detail';
