export type {
  SentryCacheConfig,
  SentryClientConfig,
  SentryConfig,
  SentryInstanceConfig,
} from './types';
