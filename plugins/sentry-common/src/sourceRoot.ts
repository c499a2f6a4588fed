import type { Entity } from '@backstage/catalog-model';
import type { SentryProblem } from './problems';
import { quote } from './quote';
import { SENTRY_SOURCE_ROOT_ANNOTATION } from './annotationNames';

const MAX_ROOTS = 20;
const MAX_LENGTH = 300;

/**
 * Where files of stack traces are in the entity's repository.
 *
 * @public
 */
export interface SentrySourceRoot {
  /** What a file's name starts with; empty for every relative name. */
  from: string;
  /**
   * The directory that this stands for: below that of `backstage.io/source-location`, or
   * with a slash in front below the root of the repository. Empty for the former itself.
   */
  to: string;
}

/**
 * Reads {@link SENTRY_SOURCE_ROOT_ANNOTATION}: directories, or pairs `from=>to`, separated
 * by commas. A `to` with `..` or an address in it is left out, with an `ANNOTATION_INVALID`
 * problem.
 *
 * @public
 */
export function readSentrySourceRoots(entity: Entity): {
  roots: SentrySourceRoot[];
  problems: SentryProblem[];
} {
  const value =
    entity.metadata.annotations?.[SENTRY_SOURCE_ROOT_ANNOTATION] ?? '';
  const roots: SentrySourceRoot[] = [];
  const problems: SentryProblem[] = [];
  for (const entry of value.split(',').map(part => part.trim())) {
    const root = entry ? parse(entry) : undefined;
    if (root && roots.length < MAX_ROOTS) {
      roots.push(root);
    } else if (entry) {
      problems.push({
        code: 'ANNOTATION_INVALID',
        message: `The entry ${quote(entry)} of the annotation ${SENTRY_SOURCE_ROOT_ANNOTATION} ${root ? `is beyond the ${MAX_ROOTS} that are read` : 'names no directory of a repository'}.`,
        action:
          "In this entity's catalog-info.yaml, write a directory such as `packages/web`, or `/app=>packages/web` for files that programs know as `/app/…`.",
      });
    }
  }
  return { roots, problems };
}

function parse(entry: string): SentrySourceRoot | undefined {
  const arrow = entry.indexOf('=>');
  const from = arrow < 0 ? '' : entry.slice(0, arrow).trim();
  const to = entry
    .slice(arrow < 0 ? 0 : arrow + 2)
    .trim()
    .replaceAll('\\', '/');
  const segments = to.split('/');
  return entry.length > MAX_LENGTH ||
    segments.includes('..') ||
    // eslint-disable-next-line no-control-regex
    /[:?#\u0000-\u001f\u007f]/.test(to)
    ? undefined
    : { from: from.replaceAll('\\', '/'), to };
}
