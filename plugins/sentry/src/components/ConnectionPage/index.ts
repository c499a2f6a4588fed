export { ConnectionPage } from './ConnectionPage';
export { SentryPage } from './SentryPage';
