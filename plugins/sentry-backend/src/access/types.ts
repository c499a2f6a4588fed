import type { SentryAnnotations } from 'backstage-plugin-sentry-common';

/** What is kept of an entity that the caller may see the issues of. */
export interface SentryEntity {
  /** `kind:namespace/name`, in lower case. */
  ref: string;
  /** Absent where neither the entity nor any of its parts names a project. */
  annotations?: SentryAnnotations;
}
