export { createSentryCaller, type SentryCaller } from './SentryCaller';
export type { SentryCallerCredentials } from './SentryCallerCredentials';
export type { SentryCredentials } from './SentryCredentials';
export type { SentryCredentialsProvider } from './SentryCredentialsProvider';
export { sentryCredentialsProvidersServiceRef } from './sentryCredentialsProvidersServiceRef';
