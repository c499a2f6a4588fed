export { toSentryEvent } from './toSentryEvent';
export {
  sentryDetailFields,
  type SentryDetailField,
} from './types';
