import type { JsonValue } from '@backstage/types';
import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { cacheKey } from '../cache/keys';
import type { SourceCache } from '../cache/SourceCache';
import type { Cached, CacheFacts } from '../cache/types';
import { mostHelpful } from '../scopes/problems';
import type { ScopeResolver } from '../scopes/ScopeResolver';
import type { ProjectScope, ResolvedProjects } from '../scopes/types';
import type { ProjectVisibility } from '../scopes/visibility';
import type { Answer, AnswerCache, Composed } from './AnswerCache';
import type { ProjectChanges } from './changes';
import { compose } from './compose';

/** How long Sentry's answers are kept, in milliseconds. */
interface CacheTimes {
  ttlMs: number;
  staleForMs: number;
}

/** A scope that could not be asked. */
export interface ScopeFailure {
  scope: ProjectScope;
  error: SentryProblemError;
}

/** What the scopes of an entity answered. */
export interface ScopeAnswers<T> {
  answers: { scope: ProjectScope; value: T }[];
  failures: ScopeFailure[];
  /** Of the failures, and of hidden projects. */
  problems: SentryProblem[];
}

/** An answer made of what its scopes answered. */
export interface Merged {
  content: object;
  /** Every cached value that it is made of. */
  used: CacheFacts[];
  problems?: SentryProblem[];
  /** Scopes that failed later, while the rest was read. */
  failures?: ScopeFailure[];
  /** Whether more is missing than the failures say. */
  isPartial?: boolean;
}

interface AnswerQuestion<T> {
  /** Names the answer, for its key and the metric. */
  kind: string;
  resolved: ResolvedProjects;
  /** Everything else that the answer depends on. */
  parameters: JsonValue[];
  /** Asks one scope. Throws `SentryProblemError`. */
  load: (scope: ProjectScope) => Promise<T>;
  /** Makes the answer of what was loaded, also of a part. */
  merge: (loaded: ScopeAnswers<T>) => Merged | Promise<Merged>;
  /** Whether small plans of Sentry answer it for one project at a time. */
  isSplitByPlan?: boolean;
  /** Whether hidden projects make no difference to it. Default false. */
  ignoresVisibility?: boolean;
}

interface ScopeQuestion<T> {
  /** Names the value, for its key. */
  kind: string;
  /** What it depends on beside the scope. */
  parameters?: JsonValue[];
  load: () => Promise<T>;
  /** Whether a change of issues makes it stale. Default false. */
  isChangeable?: boolean;
  /** How long `null` is kept, which says that there is no such thing; not served stale. */
  nullTtlMs?: number;
  /** How long it is fresh. Default: as config says. */
  ttlMs?: number;
}

interface AnswerPipelineOptions {
  answers: AnswerCache;
  cache: SourceCache;
  changes: ProjectChanges;
  visibility: ProjectVisibility;
  times: CacheTimes;
  /** The keys by which open pages recognize changes of the scopes' projects. */
  liveKeysOf?: (scopes: ProjectScope[]) => string[];
}

/**
 * Makes every answer about an entity: looks for it in the cache, else asks each scope once for
 * all who ask at the same time, leaves out hidden projects, and merges what was answered. What
 * failed is among the answer's problems.
 */
export class AnswerPipeline {
  readonly #parts: AnswerPipelineOptions;

  constructor(options: AnswerPipelineOptions) {
    this.#parts = options;
  }

  /**
   * @throws SentryProblemError the most helpful failure, where no scope could be asked
   */
  async answerFrom<T>(question: AnswerQuestion<T>): Promise<Answer> {
    const { kind, resolved, parameters } = question;
    const { answers, changes } = this.#parts;
    const { scopes, times } = await changes.stamp(resolved.scopes);
    const key = cacheKey(kind, [resolved.key, times, parameters]);
    return answers.get(kind, key, () => this.#compose(question, scopes));
  }

  /** Asks Sentry about one scope, unless the answer is known. */
  ask<T>(scope: ProjectScope, question: ScopeQuestion<T>): Promise<Cached<T>> {
    const { kind, parameters = [], load, isChangeable, nullTtlMs } = question;
    const { cache, times } = this.#parts;
    return cache.get<T>({
      key: cacheKey(kind, [scope.key, ...parameters]),
      ...times,
      ...(question.ttlMs !== undefined && { ttlMs: question.ttlMs }),
      ...(isChangeable && {
        changedAt: scope.changedAt,
        reportedAt: scope.reportedAt,
      }),
      ...(nullTtlMs !== undefined && {
        nullTtlMs: Math.min(nullTtlMs, times.ttlMs),
        nullStaleForMs: 0,
      }),
      isOwn: !scope.client.isShared,
      load,
    });
  }

  async #compose<T>(
    question: AnswerQuestion<T>,
    scopes: ProjectScope[],
  ): Promise<Composed> {
    const { resolved, load, merge, isSplitByPlan } = question;
    const visibility = question.ignoresVisibility
      ? undefined
      : this.#parts.visibility;
    const asked = { scopes, load, visibility, isSplitByPlan };
    const loaded = await askScopes(asked);
    const merged = await merge(loaded);
    const later = merged.failures ?? [];
    if (later.length && (await canAskLess(later, asked))) {
      // What was answered is in the cache.
      return this.#compose(question, scopes);
    }
    const failures = [...loaded.failures, ...later];
    if (!merged.used.length) {
      throwMostHelpful(failures);
    }
    return compose({
      content: merged.content,
      used: merged.used,
      problems: [
        ...resolved.problems,
        ...loaded.problems,
        ...(merged.problems ?? []),
        ...later.map(scopeProblem),
      ],
      isPartial: failures.length > 0 || merged.isPartial === true,
      live: this.#parts.liveKeysOf?.(scopes),
    });
  }
}

/** What each service about an entity is made of. */
export interface EntityServiceOptions {
  resolver: ScopeResolver;
  pipeline: AnswerPipeline;
}

interface AskScopesOptions<T> {
  scopes: ProjectScope[];
  load: (scope: ProjectScope) => Promise<T>;
  /** Absent where hidden projects make no difference. */
  visibility?: ProjectVisibility;
  isSplitByPlan?: boolean;
}

/**
 * Asks all scopes at once, about those of their projects that Sentry shows.
 *
 * @throws SentryProblemError the most helpful failure, where all scopes failed
 */
export async function askScopes<T>(
  options: AskScopesOptions<T>,
): Promise<ScopeAnswers<T>> {
  const { load, visibility, isSplitByPlan } = options;
  const { scopes, problems } = visibility?.filter(options.scopes, {
    isSplitByPlan,
  }) ?? { scopes: options.scopes, problems: [] };
  const answers: ScopeAnswers<T>['answers'] = [];
  const failures: ScopeFailure[] = [];
  const settled = await Promise.allSettled(scopes.map(load));
  for (const [index, outcome] of settled.entries()) {
    const scope = scopes[index];
    if (outcome.status === 'fulfilled') {
      answers.push({ scope, value: outcome.value });
    } else if (outcome.reason instanceof SentryProblemError) {
      failures.push({ scope, error: outcome.reason });
    } else {
      throw outcome.reason;
    }
  }
  if (failures.length && (await canAskLess(failures, options))) {
    return askScopes(options);
  }
  if (!answers.length) {
    throwMostHelpful(failures);
  }
  return {
    answers,
    failures,
    problems: [...problems, ...failures.map(scopeProblem)],
  };
}

/** Whether less would be asked now, as some of the failures are refusals of single projects. */
async function canAskLess<T>(
  failures: ScopeFailure[],
  { visibility, isSplitByPlan }: AskScopesOptions<T>,
): Promise<boolean> {
  const found = await Promise.all(
    failures.map(({ scope, error }) =>
      visibility?.onRefusal(scope, error, { isSplitByPlan }),
    ),
  );
  return found.includes(true);
}

/** @throws SentryProblemError where there is a failure */
export function throwMostHelpful(failures: ScopeFailure[]): void {
  const failure = mostHelpful(failures.map(({ error }) => error));
  if (failure) {
    throw failure;
  }
}

/** A failure as a problem that names the organization. */
export function scopeProblem({ scope, error }: ScopeFailure): SentryProblem {
  const { instance, organization } = scope;
  return {
    project: { instance: instance.name, organization },
    ...error.toProblem(),
  };
}

/** What an answer is complete without: `undefined` where Sentry does not answer it. */
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

/** The same where a server without that, or a token without its scope, is refused. */
export async function unlessRefused<T>(
  asking: Promise<T>,
): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof SentryProblemError && error.code === 'SCOPE_MISSING') {
      return undefined;
    }
    throw error;
  }
}
