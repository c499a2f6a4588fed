import { isSentryUnknownEnvironment } from 'backstage-plugin-sentry-node';
import type { Narrowed } from './types';

/**
 * Asks within the environments; of all where the organization does not have one of them,
 * for the issue that somebody opened is there for all that.
 */
export async function narrowed<T extends object | null>(
  environments: string[],
  ask: (environment?: string[]) => Promise<T>,
): Promise<T | (T & Narrowed)> {
  if (!environments.length) {
    return ask();
  }
  try {
    return await ask(environments);
  } catch (error) {
    if (!isSentryUnknownEnvironment(error)) {
      throw error;
    }
    const answer = await ask();
    return answer && { ...answer, unknown: error.toProblem() };
  }
}
