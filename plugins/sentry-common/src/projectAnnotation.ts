import type { SentryProblem } from './problems';
import { quote } from './quote';
import {
  SENTRY_PROJECT_FORM,
  SENTRY_PROJECT_SLUG_ANNOTATION,
} from './annotationNames';

/**
 * One entry of the project annotation. What the author left out is absent and
 * taken from config.
 *
 * @public
 */
export interface SentryProjectRef {
  /** The entry as written, trimmed. */
  ref: string;
  /** Name of the instance in config. */
  instance?: string;
  /** Organization slug. */
  organization?: string;
  /** Project slug, or numeric id: Sentry allows no slug of digits alone. */
  project: string;
}

/**
 * The project annotation, entry by entry: what could be read, and a problem for
 * each entry that could not. Never a guess.
 *
 * @public
 */
export interface SentryProjectAnnotation {
  refs: SentryProjectRef[];
  problems: SentryProblem[];
}

// More than an entity has; a longer list would cost Sentry a call per unknown entry.
const MAX_ENTRIES = 100;
// Twice what Sentry allows a slug. Keeps a page of text out of paths and messages.
const MAX_SEGMENT = 100;

/**
 * Reads the value of `sentry.io/project-slug`.
 *
 * @param value - the annotation's value, such as `shop-web, eu:acme-eu/billing`
 * @returns its first 100 entries in order, each once, and an `ANNOTATION_INVALID`
 *   problem for every entry that breaks the form, and where there are more
 * @public
 */
export function parseSentryProjectAnnotation(
  value: string,
): SentryProjectAnnotation {
  const refs = new Map<string, SentryProjectRef>();
  const problems: SentryProblem[] = [];

  const entries = value.split(',').map(part => part.trim());
  if (entries.length > MAX_ENTRIES) {
    problems.push(tooMany(entries.length));
  }
  for (const entry of entries.slice(0, MAX_ENTRIES)) {
    const parsed = parseEntry(entry);
    if ('reason' in parsed) {
      problems.push(invalid(entry, parsed.reason));
    } else {
      refs.set(entry, parsed);
    }
  }
  return { refs: [...refs.values()], problems };
}

function parseEntry(entry: string): SentryProjectRef | { reason: string } {
  if (!entry) {
    return { reason: 'an empty entry' };
  }
  const colon = entry.indexOf(':');
  const instance = colon < 0 ? undefined : entry.slice(0, colon).trim();
  const path = entry.slice(colon + 1).split('/');
  if (path.length > 2) {
    return { reason: 'it has more than two segments' };
  }
  if (instance !== undefined && path.length !== 2) {
    return { reason: 'an instance must be followed by `org/project`' };
  }
  const segments = path.map(segment => segment.trim());
  const named = instance === undefined ? segments : [instance, ...segments];
  for (const segment of named) {
    const reason = segmentProblem(segment);
    if (reason) {
      return { reason };
    }
  }
  const project = segments[segments.length - 1];
  return {
    ref: entry,
    ...(instance === undefined ? {} : { instance }),
    ...(segments.length === 2 ? { organization: segments[0] } : {}),
    project,
  };
}

function segmentProblem(segment: string): string | undefined {
  if (!segment) {
    return 'a segment is empty';
  }
  if (segment.length > MAX_SEGMENT) {
    return `a slug has no more than ${MAX_SEGMENT} characters`;
  }
  if (segment === '.' || segment === '..') {
    return `\`${segment}\` is not a slug`;
  }
  // eslint-disable-next-line no-control-regex
  if (/[\s\u0000-\u001f\u007f-\u009f]/.test(segment)) {
    return 'a slug has no spaces or control characters';
  }
  if (!/^[A-Za-z0-9_.-]+$/.test(segment)) {
    return `${quote(segment)} has a character that no slug has`;
  }
  return undefined;
}

function invalid(entry: string, reason: string): SentryProblem {
  return {
    code: 'ANNOTATION_INVALID',
    message: entry
      ? `The annotation ${SENTRY_PROJECT_SLUG_ANNOTATION} has an entry ${quote(entry)} that can't be read: ${reason}.`
      : `The annotation ${SENTRY_PROJECT_SLUG_ANNOTATION} has ${reason}.`,
    action: `In this entity's catalog-info.yaml, write each entry as ${SENTRY_PROJECT_FORM}, several separated by commas.`,
  };
}

function tooMany(count: number): SentryProblem {
  return {
    code: 'ANNOTATION_INVALID',
    message: `The annotation ${SENTRY_PROJECT_SLUG_ANNOTATION} has ${count} entries; only the first ${MAX_ENTRIES} are read.`,
    action: `In this entity's catalog-info.yaml, name no more than ${MAX_ENTRIES} projects, each as ${SENTRY_PROJECT_FORM}.`,
  };
}
