export { CatalogReader } from './CatalogReader';
export { EntityAccess } from './EntityAccess';
export { IssuePermission } from './IssuePermission';
export type { SentryEntity } from './types';
