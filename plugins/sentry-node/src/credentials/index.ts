export type { SentryCredentials } from './SentryCredentials';
