export { SentryPage } from './SentryPage';
