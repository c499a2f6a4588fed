export { ConnectionPage } from './ConnectionPage';
