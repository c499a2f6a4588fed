import type { Entity } from '@backstage/catalog-model';
import {
  SENTRY_PROJECT_SLUG_ANNOTATION,
  type SentryProblemCode,
} from 'backstage-plugin-sentry-common';
import type { SentryRequestFailure } from '../../api/errors';
import { gathersIssues } from '../../data/useSentryEntity';

/** Which file to change, and what to write there. */
export interface ProblemSnippet {
  file: 'config' | 'catalog' | 'backend';
  text: string;
}

const config = `sentry:
  organization: my-organization
  token: \${SENTRY_TOKEN}`;

const backend = `backend.add(import('backstage-plugin-sentry-backend'));`;

/** The lines that mend a problem, where a few lines do. */
export function snippetFor(
  kind: SentryProblemCode | SentryRequestFailure,
  entity: Entity | undefined,
): ProblemSnippet | undefined {
  switch (kind) {
    case 'NOT_CONFIGURED':
      return { file: 'config', text: config };
    case 'ANNOTATION_MISSING':
      // Where others name the projects, no one line of its own would do.
      return entity && !gathersIssues(entity)
        ? { file: 'catalog', text: annotationFor(entity) }
        : undefined;
    case 'ANNOTATION_INVALID':
      return entity && { file: 'catalog', text: annotationFor(entity) };
    case 'not-installed':
      return { file: 'backend', text: backend };
    default:
      return undefined;
  }
}

/** Projects are mostly called as their entities are; slugs know fewer characters. */
function annotationFor(entity: Entity): string {
  const guess = entity.metadata.name
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9_-]+/g, '-');
  return `${SENTRY_PROJECT_SLUG_ANNOTATION}: ${guess} # a guess: check the slug in Sentry`;
}
