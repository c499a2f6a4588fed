export { readSentryConfig } from './readSentryConfig';
export type {
  SentryAuthConfig,
  SentryCacheConfig,
  SentryClientConfig,
  SentryConfig,
  SentryInstanceConfig,
} from './types';
