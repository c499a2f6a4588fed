export { ComponentCell } from './ComponentCell';
export { ComponentLine } from './ComponentLine';
export { componentName } from './componentName';
export { componentsOf, ComponentsProvider } from './Components';
