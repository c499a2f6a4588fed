import type { SentryAssignee } from './issue';
import type { SentryAnswerMeta } from './shared';

/**
 * Somebody whom issues of some of the entity's projects can be assigned to.
 *
 * @public
 */
export interface SentryPossibleAssignee extends SentryAssignee {
  instance: string;
  organization: string;
  /** Slugs of those of the entity's projects whose issues they can be given. */
  projects: string[];
}

/**
 * Answer of `GET /entities/:kind/:namespace/:name/assignees`: teams, then people, by name;
 * none for those who may not assign the entity's issues.
 *
 * @public
 */
export interface SentryAssigneesResponse extends SentryAnswerMeta {
  items: SentryPossibleAssignee[];
}
