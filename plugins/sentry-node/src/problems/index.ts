export { SentryProblemError } from './SentryProblemError';
