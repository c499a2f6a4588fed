import {
  SENTRY_PROJECT_FORM as FORM,
  SENTRY_PROJECT_SLUG_ANNOTATION as annotation,
  type SentryIssueRelation,
  type SentryProblem,
} from 'backstage-plugin-sentry-common';

/** Of all that a user may look at nothing names a project. */
export function nothingOfYours(relation: SentryIssueRelation): SentryProblem {
  const what =
    relation === 'owned'
      ? 'You and your groups own no entity'
      : 'There is no entity';
  return {
    code: 'ANNOTATION_MISSING',
    message: `${what} with the annotation ${annotation} whose Sentry issues you may read.`,
    action: `In the catalog-info.yaml of an entity, add under metadata.annotations: ${annotation}: <project>. Allowed forms are ${FORM}. Its spec.owner says whose it is.`,
  };
}
