import type { Entity } from '@backstage/catalog-model';
import {
  SENTRY_ENVIRONMENT_ANNOTATION,
  SENTRY_NOTIFY_ANNOTATION,
  SENTRY_PROJECT_SLUG_ANNOTATION,
  SENTRY_QUERY_ANNOTATION,
} from './annotationNames';
import type { SentryProblem } from './problems';
import {
  parseSentryProjectAnnotation,
  type SentryProjectAnnotation,
} from './projectAnnotation';
import { quote } from './quote';
import { readSentrySourceRoots } from './sourceRoot';

// What a request may ask for, too: both go into the address of each call.
const MAX_ENVIRONMENTS = 20;
const MAX_QUERY_LENGTH = 1_000;

/**
 * What an entity's issues are narrowed to by default.
 *
 * @public
 */
export interface SentryFilterAnnotations {
  /** Default environments; empty for all. */
  environments: string[];
  /** Default search, where the entity has one. */
  query?: string;
  /** What is wrong with the annotations. */
  problems: SentryProblem[];
}

/**
 * Everything an entity says about Sentry.
 *
 * @public
 */
export interface SentryAnnotations
  extends SentryProjectAnnotation, SentryFilterAnnotations {}

/**
 * What of an issue owners can be notified of.
 *
 * @public
 */
export const sentryNotificationKinds = [
  'new',
  'regressed',
  'escalating',
  'assigned',
] as const;

/** @public */
export type SentryNotificationKind = (typeof sentryNotificationKinds)[number];

/**
 * Whether an entity names Sentry projects, well-formed or not. A blank annotation is none. For
 * conditional cards and tabs.
 *
 * @public
 */
export function isSentryAvailable(entity: Entity): boolean {
  return projectsOf(entity) !== undefined;
}

/**
 * Reads an entity's Sentry annotations.
 *
 * @returns the annotations, with those that {@link readSentryFilterAnnotations} reads, or
 *   `undefined` where the entity names no project
 * @public
 */
export function readSentryAnnotations(
  entity: Entity,
): SentryAnnotations | undefined {
  const projects = projectsOf(entity);
  if (projects === undefined) {
    return undefined;
  }
  const { refs, problems } = parseSentryProjectAnnotation(projects);
  const filters = readSentryFilterAnnotations(entity);
  return { ...filters, refs, problems: [...problems, ...filters.problems] };
}

/**
 * Reads the environments and the search by default of an entity, whether or not it names
 * a project itself: a System has them for the issues of all its parts.
 *
 * Environments beyond the 20th and a query of more than 1,000 characters are left
 * out, with an `ANNOTATION_INVALID` problem.
 *
 * @public
 */
export function readSentryFilterAnnotations(
  entity: Entity,
): SentryFilterAnnotations {
  const annotations = entity.metadata.annotations ?? {};
  const problems: SentryProblem[] = [];
  const environments = (annotations[SENTRY_ENVIRONMENT_ANNOTATION] ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);
  if (environments.length > MAX_ENVIRONMENTS) {
    problems.push(
      beyond(
        SENTRY_ENVIRONMENT_ANNOTATION,
        `names more than ${MAX_ENVIRONMENTS} environments; the others are left out`,
      ),
    );
  }
  const query = annotations[SENTRY_QUERY_ANNOTATION]?.trim();
  const isTooLong = query !== undefined && query.length > MAX_QUERY_LENGTH;
  if (isTooLong) {
    problems.push(
      beyond(
        SENTRY_QUERY_ANNOTATION,
        `has more than ${MAX_QUERY_LENGTH} characters and is left out`,
      ),
    );
  }
  return {
    environments: environments.slice(0, MAX_ENVIRONMENTS),
    ...(query && !isTooLong ? { query } : {}),
    problems,
  };
}

/**
 * Reads what the owners of an entity are notified of.
 *
 * @returns the kinds, empty for `none` and where no kind is known: silence was asked for;
 *   `undefined` where the entity says nothing. With an `ANNOTATION_INVALID` problem for what
 *   is no kind
 * @public
 */
export function readSentryNotifyAnnotation({ metadata }: Entity): {
  kinds?: SentryNotificationKind[];
  problems: SentryProblem[];
} {
  const names = (metadata.annotations?.[SENTRY_NOTIFY_ANNOTATION] ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);
  if (names.length === 0) {
    return { problems: [] };
  }
  const kinds = sentryNotificationKinds.filter(kind => names.includes(kind));
  const unknown = names.find(
    name => name !== 'none' && !kinds.some(kind => kind === name),
  );
  return {
    kinds,
    problems:
      unknown === undefined
        ? []
        : [
            {
              code: 'ANNOTATION_INVALID',
              message: `The annotation ${SENTRY_NOTIFY_ANNOTATION} names ${quote(unknown)}, which is not known.`,
              action: `In this entity's catalog-info.yaml, write some of ${sentryNotificationKinds.join(', ')}, separated by commas, or none.`,
            },
          ],
  };
}

/**
 * Everything that is wrong with the Sentry annotations of an entity, as far as it can be seen
 * without asking Sentry: an `ANNOTATION_INVALID` problem each.
 *
 * @public
 */
export function findSentryAnnotationProblems(entity: Entity): SentryProblem[] {
  return [
    ...(readSentryAnnotations(entity) ?? readSentryFilterAnnotations(entity))
      .problems,
    ...readSentrySourceRoots(entity).problems,
    ...readSentryNotifyAnnotation(entity).problems,
  ];
}

function projectsOf({ metadata }: Entity): string | undefined {
  return (
    metadata.annotations?.[SENTRY_PROJECT_SLUG_ANNOTATION]?.trim() || undefined
  );
}

function beyond(annotation: string, fault: string): SentryProblem {
  return {
    code: 'ANNOTATION_INVALID',
    message: `The annotation ${annotation} ${fault}.`,
    action: "Shorten it in this entity's catalog-info.yaml.",
  };
}
