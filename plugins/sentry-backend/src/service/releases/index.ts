export { ReleasesService } from './ReleasesService';
