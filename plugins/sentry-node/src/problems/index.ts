export { sentryCannotChange } from './cannotChange';
export { sentryNotConfigured } from './notConfigured';
export {
  SentryProblemError,
  type SentryProblemReason,
} from './SentryProblemError';
