import type {
  SentryProblem,
  SentryAnswerMeta,
} from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import type { Cached, CacheFacts } from '../cache/types';
import type { ProjectScope } from '../scopes/types';
import type { ProjectVisibility } from '../scopes/visibility';
import { mostHelpful } from '../scopes/problems';
import { type Composed, Answer } from './AnswerCache';

/** What each scope said; what failed is among the problems. */
interface ScopeAnswers<T> {
  answers: { scope: ProjectScope; cached: Cached<T> }[];
  /** What was asked about. */
  scopes: ProjectScope[];
  problems: SentryProblem[];
  /** Whether something failed that the next request may get. */
  isPartial: boolean;
}

/** @internal */
interface AskScopesOptions<T> {
  scopes: ProjectScope[];
  visibility: ProjectVisibility;
  ask: (scope: ProjectScope) => Promise<Cached<T>>;
}

/**
 * Asks every scope at once, about those of its projects that Sentry shows.
 *
 * @throws SentryProblemError the failure that helps most, where all scopes failed
 */
export async function askScopes<T>(
  options: AskScopesOptions<T>,
): Promise<ScopeAnswers<T>> {
  const { visibility, ask } = options;
  const { scopes, problems } = visibility.filter(options.scopes);
  const answers: ScopeAnswers<T>['answers'] = [];
  const failures: { scope: ProjectScope; error: SentryProblemError }[] = [];
  const settled = await Promise.allSettled(scopes.map(ask));
  settled.forEach((outcome, index) => {
    if (outcome.status === 'fulfilled') {
      answers.push({ scope: scopes[index], cached: outcome.value });
    } else if (outcome.reason instanceof SentryProblemError) {
      failures.push({ scope: scopes[index], error: outcome.reason });
    } else {
      throw outcome.reason;
    }
  });
  const learnt = await Promise.all(
    failures.map(({ scope, error }) => visibility.onRefusal(scope, error)),
  );
  if (learnt.includes(true)) {
    // What was answered is in the cache.
    return askScopes(options);
  }
  const failure = mostHelpful(failures.map(({ error }) => error));
  if (!answers.length && failure) {
    throw failure;
  }
  return {
    answers,
    scopes,
    problems: [
      ...problems,
      ...failures.map(({ scope, error }) => scopeProblem(error, scope)),
    ],
    isPartial: failures.length > 0,
  };
}

/** A failure of a scope, saying whose it is. */
export function scopeProblem(
  failure: SentryProblemError,
  scope: ProjectScope,
): SentryProblem {
  return {
    project: {
      instance: scope.instance.name,
      organization: scope.organization,
    },
    ...failure.toProblem(),
  };
}

// What is missing may be had again soon; a moment spares putting the rest together.
const PARTIAL_MS = 1_000;

/**
 * Puts an answer together from what the cache gave for it.
 *
 * @param content - the answer, without what it says about itself
 * @param used - every value it was made from
 * @param problems - what is missing from it
 * @param partial - whether something is missing that the next request may get
 */
export function compose<T extends object>(options: {
  content: T;
  used: CacheFacts[];
  problems: SentryProblem[];
  partial: boolean;
}): Composed & { payload: T & SentryAnswerMeta } {
  const { content, used, problems, partial } = options;
  const now = Date.now();
  const meta: SentryAnswerMeta = {
    fetchedAt: new Date(
      Math.min(now, ...used.map(({ fetchedAt }) => fetchedAt)),
    ).toISOString(),
    stale: used.some(({ stale }) => stale),
    problems: distinct(
      [...problems, ...used.flatMap(({ problem }) => problem ?? [])],
      problem => JSON.stringify(problem),
    ),
    ...(problems.length > 0 && { partial: true }),
  };
  return {
    payload: { ...content, ...meta },
    freshUntil: used.length
      ? Math.min(
          ...used.map(({ freshUntil }) => freshUntil),
          partial ? now + PARTIAL_MS : Infinity,
        )
      : 0,
    result: worst(used),
  };
}

function worst(used: CacheFacts[]): Composed['result'] {
  const results = new Set(used.map(({ result }) => result));
  if (results.has('miss')) {
    return 'miss';
  }
  return results.has('stale') ? 'stale' : 'fresh';
}

/** An answer that was not asked for anywhere: nobody is to be told anything, or there is nothing. */
export function emptyAnswer(content: object): Answer {
  return Answer.of(
    compose({ content, used: [], problems: [], partial: false }).payload,
  );
}

/** What an answer is complete without: absent where Sentry can't or won't tell it. */
export async function optional<T>(figure: Promise<T>): Promise<T | undefined> {
  try {
    return await figure;
  } catch (error) {
    if (error instanceof SentryProblemError) {
      return undefined;
    }
    throw error;
  }
}

export function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Unknown where a part is: what is known of it would look like the whole. */
export function sumOfAll(values: (number | undefined)[]): number | undefined {
  return values.every(value => value !== undefined) ? sum(values) : undefined;
}

/** Each once, the latest of those of one key in the place of the first. */
export function distinct<T>(items: T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map(item => [keyOf(item), item])).values()];
}
