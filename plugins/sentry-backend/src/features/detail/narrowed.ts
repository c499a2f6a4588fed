import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { unknownEnvironments, unlessUnknown } from '../../answers/environments';
import type { Narrowed } from './types';

/**
 * Asks within the environments; of all where the projects do not have one of them, for the
 * issue that somebody opened is there for all that. Whether other projects of the organization
 * have it makes no difference.
 *
 * @param known - reads the environments of the projects
 */
export async function narrowed<T extends object | null>(
  environments: string[],
  ask: (environment?: string[]) => Promise<T>,
  known: () => Promise<string[]>,
): Promise<T | (T & Narrowed)> {
  if (!environments.length) {
    return ask();
  }
  const asking = unlessUnknown(ask(environments));
  // At the same time; what fails is told where it is waited for.
  asking.catch(() => {});
  const reason = await whyUnknown(environments, known);
  const answer = reason ? undefined : await asking;
  if (answer !== undefined) {
    return answer;
  }
  const all = await ask();
  return (
    all && { ...all, unknown: reason ?? unknownEnvironments(environments) }
  );
}

/** A problem where it is not known that the projects have all of the environments. */
async function whyUnknown(
  environments: string[],
  known: () => Promise<string[]>,
) {
  try {
    const own = await known();
    const unknown = environments.filter(name => !own.includes(name));
    return unknown.length ? unknownEnvironments(unknown) : undefined;
  } catch (error) {
    // What nobody can tell hides no issue; who has no turn asks again.
    if (error instanceof SentryProblemError && error.reason !== 'queue-full') {
      return error.toProblem();
    }
    throw error;
  }
}
