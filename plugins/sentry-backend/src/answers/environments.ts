import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { isProblem } from '../scopes/ProjectDirectory';
import { cacheKey } from '../cache/keys';
import { type Cached } from '../cache/types';
import { type SourceCache } from '../cache/SourceCache';
import type { ProjectScope } from '../scopes/types';
import type { CacheTimes } from '../features/types';

/** What a scope has said within environments. */
export interface WithinEnvironments {
  /** Those asked for that its projects do not have. */
  unknown?: string[];
}

/**
 * Asks one scope about the environments that its projects have. Sentry knows environments by
 * organization: it refuses a question that names one that the organization does not have, and
 * finds nothing in one that other projects have. Both are unknown here, so that nobody is
 * told what there is in projects that are none of theirs.
 *
 * @param options - `ask`: asks Sentry; `isFound`: whether an answer within one environment
 *   shows that the projects have it; `known`: the environments of the scope; `none`:
 *   what it says of no environment
 */
export async function askKnownEnvironments<T extends object>(options: {
  environments: string[];
  ask: (environments: string[]) => Promise<T>;
  isFound: (answer: T) => boolean;
  known: () => Promise<string[]>;
  none: T;
}): Promise<T & WithinEnvironments> {
  const { environments, ask, isFound, none } = options;
  const answer = await unlessUnknown(ask(environments));
  if (
    answer &&
    (!environments.length || (environments.length === 1 && isFound(answer)))
  ) {
    return answer;
  }
  const own = await ownOf(options);
  if (answer && !own) {
    return answer;
  }
  const left = own
    ? environments.filter(name => own.includes(name))
    : await askedSingly(options);
  const unknown = own && environments.filter(name => !own.includes(name));
  const told = left.length ? (answer ?? (await ask(left))) : none;
  return { ...told, ...(unknown?.length && { unknown }) };
}

/** @throws SentryProblemError where an environment is one of no scope */
export function refuseUnknownEnvironments(answers: WithinEnvironments[]): void {
  const [first, ...others] = answers.map(({ unknown }) => unknown ?? []);
  const nowhere = first?.filter(name =>
    others.every(names => names.includes(name)),
  );
  if (nowhere?.length) {
    throw new SentryProblemError(unknownEnvironments(nowhere));
  }
}

/** The same whether other projects of the organization have them or not. */
export function unknownEnvironments(names: string[]): SentryProblem {
  const all = names.map(name => `\`${name}\``).join(', ');
  return {
    code: 'QUERY_INVALID',
    message: `These Sentry projects have no environment ${all}.`,
    action:
      'Choose one of the environments that are listed. An environment is there once its first event has come in.',
  };
}

/** The scope's environments; `undefined` for a credential that may not read them. */
async function ownOf({
  known,
}: {
  known: () => Promise<string[]>;
}): Promise<string[] | undefined> {
  try {
    return await known();
  } catch (error) {
    if (isProblem(error, 'SCOPE_MISSING')) {
      return undefined;
    }
    throw error;
  }
}

/** Those that Sentry does not refuse: which of them the projects have makes no difference then. */
async function askedSingly<T extends object>(options: {
  environments: string[];
  ask: (environments: string[]) => Promise<T>;
}): Promise<string[]> {
  const { environments, ask } = options;
  const answers = await Promise.all(
    environments.map(name => unlessUnknown(ask([name]))),
  );
  return environments.filter((_, index) => answers[index] !== undefined);
}

/** The answer; `undefined` where Sentry refuses an environment that it does not know. */
export async function unlessUnknown<T>(
  asking: Promise<T>,
): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (
      error instanceof SentryProblemError &&
      error.reason === 'unknown-environment'
    ) {
      return undefined;
    }
    throw error;
  }
}

/** The environments that the projects of a scope have events in. */
export class SourceEnvironments {
  readonly #cache: SourceCache;
  readonly #times: CacheTimes;

  static create(options: {
    cache: SourceCache;
    times: CacheTimes;
  }): SourceEnvironments {
    return new SourceEnvironments(options.cache, options.times);
  }

  private constructor(cache: SourceCache, times: CacheTimes) {
    this.#cache = cache;
    this.#times = times;
  }

  /** @throws SentryProblemError where Sentry can't tell */
  get(scope: ProjectScope): Promise<Cached<string[]>> {
    return this.#cache.get<string[]>({
      key: cacheKey('environments.scope', [scope.key]),
      ...this.#times,
      isOwn: !scope.client.isShared,
      load: () => load(scope),
    });
  }
}

/**
 * Of one project Sentry tells exactly; of several it does in one call, which older
 * servers answer for the whole organization, and which takes `org:read`.
 */
async function load(scope: ProjectScope): Promise<string[]> {
  const { client, organization, projects } = scope;
  if (projects.length > 1) {
    try {
      return await client.listOrganizationEnvironments(organization, {
        project: projects.map(({ id }) => id),
      });
    } catch (error) {
      if (!isProblem(error, 'SCOPE_MISSING')) {
        throw error;
      }
    }
  }
  const names = await Promise.all(
    projects.map(({ slug }) => client.listEnvironments(organization, slug)),
  );
  return [...new Set(names.flat())];
}
