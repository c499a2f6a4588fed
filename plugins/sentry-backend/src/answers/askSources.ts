import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import type { Cached } from './types';
import type { Source } from '../scopes/types';
import type { ProjectSight } from '../scopes/ProjectSight';
import { mostHelpful } from './mostHelpful';

/** What each source said; what failed is among the problems. */
export interface SourceAnswers<T> {
  answers: { source: Source; cached: Cached<T> }[];
  /** What was asked about. */
  sources: Source[];
  problems: SentryProblem[];
  /** Whether something failed that the next request may get. */
  isPartial: boolean;
}

/** @internal */
export interface AskSourcesOptions<T> {
  sources: Source[];
  sight: ProjectSight;
  ask: (source: Source) => Promise<Cached<T>>;
}

/**
 * Asks every source at once, about those of its projects that Sentry shows.
 *
 * @throws SentryProblemError the failure that helps most, where all sources failed
 */
export async function askSources<T>(
  options: AskSourcesOptions<T>,
): Promise<SourceAnswers<T>> {
  const { sight, ask } = options;
  const { sources, problems } = sight.narrow(options.sources);
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
  const learnt = await Promise.all(
    failures.map(({ source, error }) => sight.learn(source, error)),
  );
  if (learnt.includes(true)) {
    // What was answered is in the cache.
    return askSources(options);
  }
  const failure = mostHelpful(failures.map(({ error }) => error));
  if (!answers.length && failure) {
    throw failure;
  }
  return {
    answers,
    sources,
    problems: [
      ...problems,
      ...failures.map(({ source, error }) => sourceProblem(error, source)),
    ],
    isPartial: failures.length > 0,
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
