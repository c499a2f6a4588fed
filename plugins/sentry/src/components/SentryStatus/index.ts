export { SentryStatus, type SentryStatusProps } from './SentryStatus';
