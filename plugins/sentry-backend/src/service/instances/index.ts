export { InstancesService } from './InstancesService';
export { logInstances } from './logInstances';
