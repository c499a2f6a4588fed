export { ProjectSight } from './ProjectSight';
