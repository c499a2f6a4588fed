import type { SentryProblem } from 'backstage-plugin-sentry-common';
import {
  isSentryUnknownEnvironment,
  SentryProblemError,
} from 'backstage-plugin-sentry-node';

/** The environments that a source does not have, of those asked for. */
export interface UnknownEnvironments {
  names: string[];
  problem: SentryProblem;
}

/**
 * Asks one source about the environments that it has. Sentry refuses a question that
 * names one it doesn't have, but another organization of the entity may.
 *
 * @param options - `ask`: asks Sentry; `known`: the environments of the source; `none`:
 *   what it says of no environment
 */
export async function askKnownEnvironments<T extends object>(options: {
  environments: string[];
  ask: (environments: string[]) => Promise<T>;
  known: () => Promise<string[]>;
  none: T;
}): Promise<T & { unknown?: UnknownEnvironments }> {
  const { environments, ask, known, none } = options;
  try {
    return await ask(environments);
  } catch (error) {
    if (!isSentryUnknownEnvironment(error)) {
      throw error;
    }
    const found = environments.length > 1 ? await known() : [];
    const left = environments.filter(name => found.includes(name));
    if (left.length === environments.length) {
      throw error;
    }
    const unknown = {
      names: environments.filter(name => !left.includes(name)),
      problem: error.toProblem(),
    };
    return { ...(left.length ? await ask(left) : none), unknown };
  }
}

/** @throws SentryProblemError where an environment is one of no source */
export function refuseUnknownEnvironments(
  answers: { unknown?: UnknownEnvironments }[],
): void {
  const unknown = answers[0]?.unknown;
  const nowhere = unknown?.names.some(name =>
    answers.every(answer => answer.unknown?.names.includes(name)),
  );
  if (unknown && nowhere) {
    throw new SentryProblemError(unknown.problem);
  }
}
