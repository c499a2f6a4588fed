export { byUnresolved } from './byUnresolved';
export { ComponentTotals } from './ComponentTotals';
