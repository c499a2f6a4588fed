export { sentryCannotChange } from './cannotChange';
export { sentryNotConfigured } from './notConfigured';
export { SentryProblemError } from './SentryProblemError';
