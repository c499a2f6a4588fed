export { askSources, sourceProblem } from './askSources';
export { compose } from './compose';
export { sourceKey } from './sourceKey';
