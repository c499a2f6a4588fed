export { readSentryBaseUrl } from './readSentryBaseUrl';
export type {
  SentryCacheConfig,
  SentryClientConfig,
  SentryConfig,
  SentryInstanceConfig,
} from './types';
