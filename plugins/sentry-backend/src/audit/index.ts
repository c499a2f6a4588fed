export { SentryAudit, type SentryUse } from './SentryAudit';
