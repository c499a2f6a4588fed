export { sentryCannotChange } from './cannotChange';
export { sentryNotConfigured } from './notConfigured';
export { SentryProblemError, SentryTurnError } from './SentryProblemError';
