export { EnvironmentsService } from './EnvironmentsService';
export { SourceEnvironments } from './SourceEnvironments';
