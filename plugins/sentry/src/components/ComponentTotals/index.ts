export { byUnresolved } from './byUnresolved';
export { ComponentCount } from './ComponentCount';
export { ComponentTotals } from './ComponentTotals';
