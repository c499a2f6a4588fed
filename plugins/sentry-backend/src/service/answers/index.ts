export { askSources, sourceProblem } from './askSources';
export { compose } from './compose';
export { distinct } from './distinct';
export { extra } from './extra';
export { nothing } from './nothing';
export { sum, sumOfAll } from './sum';
export { mostHelpful } from './mostHelpful';
export {
  askKnownEnvironments,
  refuseUnknownEnvironments,
  unknownEnvironments,
  unlessUnknown,
  type WithinEnvironments,
} from './unknownEnvironments';
