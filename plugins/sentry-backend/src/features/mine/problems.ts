import {
  SENTRY_PROJECT_FORM as FORM,
  SENTRY_PROJECT_SLUG_ANNOTATION as annotation,
  type SentryProblem,
} from 'backstage-plugin-sentry-common';
import type { CallerRelation } from '../../access/CallerAccess';

const nothing: Record<CallerRelation, string> = {
  owned: 'You and your groups own no entity',
  assigned: 'There is no entity',
  teams: 'Your groups own no entity',
};

/** Of all that a user may look at nothing names a project. */
export function nothingOfYours(relation: CallerRelation): SentryProblem {
  return {
    code: 'ANNOTATION_MISSING',
    message: `${nothing[relation]} with the annotation ${annotation} whose Sentry issues you may read.`,
    action: `In the catalog-info.yaml of an entity, add under metadata.annotations: ${annotation}: <project>. Allowed forms are ${FORM}. Its spec.owner says whose it is.`,
  };
}
