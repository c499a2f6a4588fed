export { TagDistribution } from './TagDistribution';
