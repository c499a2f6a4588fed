export { sentryServiceRef } from './sentryServiceRef';
export type { SentryService } from './SentryService';
export { sentryServerOf } from './userServers';
