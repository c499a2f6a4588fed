export { CallerAccess, type CallerRelation } from './CallerAccess';
export { CatalogReader } from './CatalogReader';
export { inBatches } from './inBatches';
export { EntityAccess } from './EntityAccess';
export { InstancePermission } from './InstancePermission';
export { IssuePermission } from './IssuePermission';
export { SentryAccounts } from './SentryAccounts';
export { UpdateAccess } from './UpdateAccess';
export type {
  Admission,
  EntityAnnotations,
  EntityPart,
  EntityProjectRef,
  SentryEntity,
} from './types';
export type { EntitySource } from './entitySource';
