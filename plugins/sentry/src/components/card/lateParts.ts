import type { SentryAnswerMeta } from 'backstage-plugin-sentry-common';
import { createLate } from '../../late/createLate';

export const lateTrouble = createLate(() => import('./trouble'));

export const lateAggregate = createLate(() => import('./aggregate'));

/**
 * Holds an answer back until the code is there that it takes to show it, so that
 * nothing moves for it later.
 */
export async function withLateParts<T extends SentryAnswerMeta>(
  asking: Promise<T>,
  options: { isAggregate: boolean; signal: AbortSignal },
): Promise<T> {
  const { isAggregate, signal } = options;
  const aggregate = isAggregate && lateAggregate.load();
  try {
    const answer = await asking;
    await aggregate;
    if (answer.problems.length > 0) {
      await lateTrouble.load();
    }
    return answer;
  } catch (error) {
    if (!signal.aborted) {
      await lateTrouble.load();
    }
    throw error;
  }
}
