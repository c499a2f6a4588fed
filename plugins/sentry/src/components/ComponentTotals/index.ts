export { byUnresolved } from './byUnresolved';
export { ComponentTotals } from './ComponentTotals';
export { shareProjects } from './shareProjects';
