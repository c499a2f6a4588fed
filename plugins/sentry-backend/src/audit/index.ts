export { SentryAudit } from './SentryAudit';
export type { Changing, SentryUse } from './types';
