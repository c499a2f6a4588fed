export { InstanceWatch } from './InstanceWatch';
export { InstancesService } from './InstancesService';
export { logInstances } from './logInstances';
