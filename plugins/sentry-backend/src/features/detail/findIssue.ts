import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import type { EntitySource } from '../../access/types';
import type { Cached } from '../../cache/types';
import { mostHelpful } from '../../scopes/problems';
import { scopeProblem } from '../../answers/answerFrom';
import { issueKey, ResolvedProjects, ProjectScope } from '../../scopes/types';
import { issueAmbiguous } from './problems';
import type { SourceDetails } from './SourceDetails';
import type { IssueQuestion, SourceIssue } from './types';

/** An issue that was found to be one of the entity's. */
export interface FoundIssue {
  scope: ProjectScope;
  cached: Cached<SourceIssue>;
  /** Where the scope of the component is whose project the issue is of. */
  entitySource?: EntitySource;
  /** Why its project is known by its issues alone. */
  limit?: SentryProblem;
  /** Places that could not be asked, and may have another one of that name. */
  unasked: SentryProblem[];
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
 * Looks for an issue in every place where the entity has projects. `undefined` where there is
 * none.
 *
 * @param onAsk - called when a place is about to be asked, as its answer is not known
 * @throws SentryProblemError where several places have one of that name; where it was not
 *   found and not all places could be asked
 */
export async function findIssue(
  details: SourceDetails,
  { scopes, entries }: ResolvedProjects,
  question: IssueQuestion,
  onAsk?: (scope: ProjectScope) => void,
): Promise<FoundIssue | undefined> {
  const settled = await Promise.all(
    scopes.map(async scope => ({
      scope,
      ...(await settle(details.issue(scope, question, () => onAsk?.(scope)))),
    })),
  );
  const found = new Map<string, Omit<FoundIssue, 'unasked'>>();
  for (const one of settled) {
    if ('cached' in one && one.cached.value) {
      const { scope, cached } = one;
      const { value } = one.cached;
      const { id } = value.facts.issue;
      const key = issueKey(scope, id);
      if (!found.has(key)) {
        found.set(key, {
          scope,
          cached: { ...cached, value },
          ...entryFactsOf(value, scope, entries),
        });
      }
    }
  }
  const failures = settled.flatMap(one => ('failure' in one ? [one] : []));
  const [first, ...others] = found.values();
  if (others.length) {
    throw issueAmbiguous(
      question.issue,
      [first, ...others].map(({ cached }) => cached.value.facts.issue.project),
    );
  }
  if (first) {
    return {
      ...first,
      unasked: failures.map(({ failure, scope }) =>
        scopeProblem(failure, scope),
      ),
    };
  }
  const failure = mostHelpful(failures.map(one => one.failure));
  if (failure) {
    throw failure;
  }
  return undefined;
}

function entryFactsOf(
  { facts }: SourceIssue,
  { instance }: ProjectScope,
  entries: ResolvedProjects['entries'],
): Pick<FoundIssue, 'entitySource' | 'limit'> {
  for (const entry of entries) {
    if (
      !entry.problem &&
      entry.project.id === facts.issue.project.id &&
      entry.target.instance.name === instance.name
    ) {
      return { entitySource: entry.ref.source, limit: entry.limit };
    }
  }
  return {};
}
