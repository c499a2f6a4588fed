export { CatalogReader } from './CatalogReader';
export { EntityAccess } from './EntityAccess';
export { InstancePermission } from './InstancePermission';
export { IssuePermission } from './IssuePermission';
export { SentryAccounts } from './SentryAccounts';
export type {
  Admission,
  EntityAnnotations,
  EntityProjectRef,
  SentryEntity,
} from './types';
