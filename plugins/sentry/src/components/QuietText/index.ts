export { QuietText } from './QuietText';
