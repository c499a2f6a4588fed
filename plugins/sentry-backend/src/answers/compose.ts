import type {
  SentryAnswerMeta,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import type { CacheFacts } from '../cache/types';
import { Answer, type Composed } from './AnswerCache';

// What is missing may be available again soon; a moment spares composing the rest again.
const PARTIAL_MS = 1_000;

/**
 * Adds to an answer what it says about itself.
 *
 * @param problems - what is missing from it
 * @param isPartial - whether something is missing that the next request may get
 * @param live - keys of the projects it is about
 */
export function compose(options: {
  content: object;
  used: CacheFacts[];
  problems: SentryProblem[];
  isPartial: boolean;
  live?: string[];
}): Composed & { payload: SentryAnswerMeta } {
  const { content, used, isPartial, live } = options;
  const now = Date.now();
  const problems = [...options.problems];
  let fetchedAt = now;
  let freshUntil = isPartial ? now + PARTIAL_MS : Infinity;
  let stale = false;
  let result: Composed['result'] = 'fresh';
  for (const facts of used) {
    fetchedAt = Math.min(fetchedAt, facts.fetchedAt);
    freshUntil = Math.min(freshUntil, facts.freshUntil);
    stale ||= facts.stale;
    if (facts.problem) {
      problems.push(facts.problem);
    }
    if (facts.result === 'miss' || result === 'fresh') {
      result = facts.result;
    }
  }
  const meta: SentryAnswerMeta = {
    fetchedAt: new Date(fetchedAt).toISOString(),
    stale,
    problems: problems.length
      ? distinct(problems, problem => JSON.stringify(problem))
      : [],
    ...(options.problems.length > 0 && { partial: true }),
    ...(live && { live }),
  };
  return {
    payload: { ...content, ...meta },
    freshUntil: used.length ? freshUntil : 0,
    result,
  };
}

/** An answer that nothing is asked for. */
export function emptyAnswer(content: object): Answer {
  return new Answer(
    compose({ content, used: [], problems: [], isPartial: false }).payload,
  );
}

/** Each once, the latest of those of one key in the place of the first. */
export function distinct<T>(items: T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map(item => [keyOf(item), item])).values()];
}

export function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Unknown where a part is: the known part would look like the whole. */
export function sumOfAll(values: (number | undefined)[]): number | undefined {
  return values.every(value => value !== undefined) ? sum(values) : undefined;
}
