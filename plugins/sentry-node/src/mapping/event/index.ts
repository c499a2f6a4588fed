export { toSentryEvent, type ToSentryEventContext } from './toSentryEvent';
export {
  sentryDetailFields,
  type RawSentryEvent,
  type SentryDetailField,
} from './types';
