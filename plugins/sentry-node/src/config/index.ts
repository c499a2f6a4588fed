export {
  readSentryConfig,
  type ReadSentryConfigOptions,
} from './readSentryConfig';
export type {
  SentryCacheConfig,
  SentryClientConfig,
  SentryConfig,
  SentryInstanceConfig,
} from './types';
