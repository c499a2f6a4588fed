export {
  EntitySentryContent,
  type EntitySentryContentProps,
} from './EntitySentryContent';
