export { sentryNotConfigured } from './notConfigured';
export { SentryProblemError } from './SentryProblemError';
