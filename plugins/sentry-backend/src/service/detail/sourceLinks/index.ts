export { SourceLinks } from './SourceLinks';
