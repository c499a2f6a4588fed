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
 */
export function compose(options: {
  content: object;
  used: CacheFacts[];
  problems: SentryProblem[];
  isPartial: boolean;
}): Composed & { payload: SentryAnswerMeta } {
  const { content, used, problems, isPartial } = options;
  const now = Date.now();
  const all = [...problems, ...used.flatMap(({ problem }) => problem ?? [])];
  const meta: SentryAnswerMeta = {
    fetchedAt: new Date(
      Math.min(now, ...used.map(({ fetchedAt }) => fetchedAt)),
    ).toISOString(),
    stale: used.some(({ stale }) => stale),
    problems: distinct(all, problem => JSON.stringify(problem)),
    ...(problems.length > 0 && { partial: true }),
  };
  return {
    payload: { ...content, ...meta },
    freshUntil: used.length
      ? Math.min(
          ...used.map(({ freshUntil }) => freshUntil),
          isPartial ? now + PARTIAL_MS : Infinity,
        )
      : 0,
    result:
      (['miss', 'stale'] as const).find(result =>
        used.some(one => one.result === result),
      ) ?? 'fresh',
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
