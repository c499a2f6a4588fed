export { readSentryBaseUrl } from './baseUrl';
export type {
  SentryCacheConfig,
  SentryClientConfig,
  SentryConfig,
  SentryInstanceConfig,
} from './types';
