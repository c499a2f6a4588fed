export { askSources, sourceProblem } from './askSources';
export { compose } from './compose';
export { mostHelpful } from './mostHelpful';
export {
  askKnownEnvironments,
  refuseUnknownEnvironments,
  type UnknownEnvironments,
} from './unknownEnvironments';
