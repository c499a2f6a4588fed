export { checkSentryIdentity } from './checkSentryIdentity';
export type { SentryRateLimit } from './http/rates';
export type {
  SentryIndex,
  SentryOrganization,
} from './requests/organizationSchemas';
export type {
  SentryAbility,
  SentryCapabilities,
  SentryServerKind,
} from './servers/dialects';
export type * from './types';
