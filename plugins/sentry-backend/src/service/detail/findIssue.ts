import { SentryProblemError } from 'backstage-plugin-sentry-node';
import type { EntitySource } from '../../access';
import type { Cached } from '../../cache';
import { mostHelpful } from '../answers';
import type { ResolvedProjects, Source } from '../projects';
import type { SourceDetails } from './SourceDetails';
import type { IssueQuestion, SourceIssue } from './types';

/** An issue that was found to be one of the entity's. */
export interface FoundIssue {
  source: Source;
  cached: Cached<SourceIssue>;
  /** Where the source of the component is whose project the issue is of. */
  entitySource?: EntitySource;
}

/** An answer, or why there is none. */
export type Settled<T> =
  { cached: Cached<T> } | { failure: SentryProblemError };

/** Waits for an answer; a problem is one, too. */
export async function settle<T>(
  answer: Promise<Cached<T>>,
): Promise<Settled<T>> {
  try {
    return { cached: await answer };
  } catch (error) {
    if (error instanceof SentryProblemError) {
      return { failure: error };
    }
    throw error;
  }
}

/**
 * Looks for an issue in every place where the entity has projects; of several of one number
 * the first counts. `undefined` where there is none.
 *
 * @throws SentryProblemError where it was not found and not all places could be asked
 */
export async function findIssue(
  details: SourceDetails,
  { sources, entries }: ResolvedProjects,
  question: IssueQuestion,
): Promise<FoundIssue | undefined> {
  const settled = await Promise.all(
    sources.map(async source => ({
      source,
      ...(await settle(details.issue(source, question))),
    })),
  );
  for (const one of settled) {
    if ('cached' in one && one.cached.value) {
      const { source, cached } = one;
      const { project } = one.cached.value.facts.issue;
      return {
        source,
        cached: { ...cached, value: one.cached.value },
        entitySource: entries.find(
          entry =>
            !entry.problem &&
            entry.project.id === project.id &&
            entry.target.instance.name === source.instance.name,
        )?.ref.source,
      };
    }
  }
  const failure = mostHelpful(
    settled.flatMap(one => ('failure' in one ? [one.failure] : [])),
  );
  if (failure) {
    throw failure;
  }
  return undefined;
}
