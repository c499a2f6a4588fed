import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import type { Cached } from '../../cache';
import type { Source } from '../projects';
import { mostHelpful } from './mostHelpful';

/** What each source said; what failed is among the problems. */
export interface SourceAnswers<T> {
  answers: { source: Source; cached: Cached<T> }[];
  problems: SentryProblem[];
}

/**
 * Asks every source at once.
 *
 * @throws SentryProblemError the failure that helps most, where all sources failed
 */
export async function askSources<T>(
  sources: Source[],
  ask: (source: Source) => Promise<Cached<T>>,
): Promise<SourceAnswers<T>> {
  const answers: SourceAnswers<T>['answers'] = [];
  const failures: { source: Source; error: SentryProblemError }[] = [];
  const settled = await Promise.allSettled(sources.map(ask));
  settled.forEach((outcome, index) => {
    if (outcome.status === 'fulfilled') {
      answers.push({ source: sources[index], cached: outcome.value });
    } else if (outcome.reason instanceof SentryProblemError) {
      failures.push({ source: sources[index], error: outcome.reason });
    } else {
      throw outcome.reason;
    }
  });
  const failure = mostHelpful(failures.map(({ error }) => error));
  if (!answers.length && failure) {
    throw failure;
  }
  return {
    answers,
    problems: failures.map(({ source, error }) => sourceProblem(error, source)),
  };
}

/** A failure of a source, saying whose it is. */
export function sourceProblem(
  failure: SentryProblemError,
  source: Source,
): SentryProblem {
  return {
    project: {
      instance: source.instance.name,
      organization: source.organization,
    },
    ...failure.toProblem(),
  };
}
