export { toSentryEvent } from './toSentryEvent';
export {
  sentryDetailFields,
  type RawSentryEvent,
  type SentryDetailField,
} from './types';
