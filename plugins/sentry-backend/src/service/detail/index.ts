export { DetailService } from './DetailService';
export { SourceLinks } from './sourceLinks';
