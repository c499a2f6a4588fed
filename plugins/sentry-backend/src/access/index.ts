export { CatalogReader } from './CatalogReader';
export { EntityAccess } from './EntityAccess';
export { IssuePermission } from './IssuePermission';
export type {
  Admission,
  EntityAnnotations,
  EntityProjectRef,
  SentryEntity,
} from './types';
