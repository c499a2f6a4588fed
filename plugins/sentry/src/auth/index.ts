export type { SentrySession } from './checkSession';
export { createSentryAuth } from './createSentryAuth';
export {
  isSentryAuthConfigured,
  type SentryAuthApi,
  sentryAuthApiRef,
  sentryScopes,
} from './sentryAuthApiRef';
export { useSentryConnection } from './useSentryConnection';
export { UserToken } from './UserToken';
