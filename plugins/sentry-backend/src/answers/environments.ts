import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import type { Cached } from '../cache/types';
import { isProblem } from '../scopes/problems';
import type { ProjectScope } from '../scopes/types';
import type { AnswerPipeline } from './answerFrom';

/** What a scope answers within environments. */
export interface WithinEnvironments {
  /** Those asked for that its projects do not have. */
  unknown?: string[];
}

/** An answer that is over all environments where the projects have none of those asked for. */
export interface Narrowed {
  /** Why it is over all environments. */
  unknown?: SentryProblem;
}

interface EnvironmentsQuestion<T> {
  pipeline: AnswerPipeline;
  scope: ProjectScope;
  environments: string[];
  /** Asks Sentry. */
  ask: (environments: string[]) => Promise<T>;
  /** Whether an answer within one environment shows that the projects have it. */
  isFound: (answer: T) => boolean;
  /** The answer of a scope that has none of the environments. */
  none: T;
}

/**
 * The environments in which the projects of a scope have events.
 *
 * @throws SentryProblemError where Sentry can't be asked
 */
export function environmentsOf(
  pipeline: AnswerPipeline,
  scope: ProjectScope,
): Promise<Cached<string[]>> {
  return pipeline.ask(scope, {
    kind: 'environments.scope',
    load: () => loadEnvironments(scope),
  });
}

/**
 * Of one project Sentry answers exactly; of several it does in one call, which older
 * servers answer for the whole organization, and which takes `org:read`.
 */
async function loadEnvironments(scope: ProjectScope): Promise<string[]> {
  const { client, organization, projects, projectIds } = scope;
  if (projects.length > 1) {
    try {
      return await client.listOrganizationEnvironments(organization, {
        project: projectIds,
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

/**
 * Asks one scope about those of the environments that its projects have. Sentry knows
 * environments by organization: it refuses a question that names one that the organization does
 * not have, and finds nothing in one that other projects have. Both are unknown here, so that
 * an answer says nothing about projects outside the entity.
 */
export async function askKnownEnvironments<T extends object>(
  question: EnvironmentsQuestion<T>,
): Promise<T & WithinEnvironments> {
  const { environments, ask, isFound, none } = question;
  const answer = await unlessUnknown(ask(environments));
  if (
    answer &&
    (!environments.length || (environments.length === 1 && isFound(answer)))
  ) {
    return answer;
  }
  const own = await ownOf(question);
  if (answer && !own) {
    return answer;
  }
  const left = own
    ? environments.filter(name => own.includes(name))
    : await askedSingly(question);
  const unknown = own && environments.filter(name => !own.includes(name));
  const known = left.length ? (answer ?? (await ask(left))) : none;
  return { ...known, ...(unknown?.length && { unknown }) };
}

/** The scope's environments; `undefined` for a credential that may not read them. */
async function ownOf<T>({
  pipeline,
  scope,
}: EnvironmentsQuestion<T>): Promise<string[] | undefined> {
  try {
    return (await environmentsOf(pipeline, scope)).value;
  } catch (error) {
    if (isProblem(error, 'SCOPE_MISSING')) {
      return undefined;
    }
    throw error;
  }
}

/** Those that Sentry does not refuse; which of them the projects have makes no difference then. */
async function askedSingly<T>({
  environments,
  ask,
}: EnvironmentsQuestion<T>): Promise<string[]> {
  const answers = await Promise.all(
    environments.map(name => unlessUnknown(ask([name]))),
  );
  return environments.filter((_, index) => answers[index] !== undefined);
}

/**
 * Asks about an issue within the environments, or over all where the projects don't have one of
 * them: an issue that somebody opened is shown all the same. Whether other projects of the
 * organization have it makes no difference.
 */
export async function askWithin<T extends object | null>(
  pipeline: AnswerPipeline,
  scope: ProjectScope,
  environments: string[],
  ask: (environments?: string[]) => Promise<T>,
): Promise<T | (T & Narrowed)> {
  if (!environments.length) {
    return ask();
  }
  const asking = unlessUnknown(ask(environments));
  // At the same time; a failure is thrown where it is awaited.
  asking.catch(() => {});
  const reason = await whyUnknown(pipeline, scope, environments);
  const answer = reason ? undefined : await asking;
  if (answer !== undefined) {
    return answer;
  }
  const all = await ask();
  return (
    all && { ...all, unknown: reason ?? unknownEnvironments(environments) }
  );
}

/** A problem where it is not certain that the projects have all of the environments. */
async function whyUnknown(
  pipeline: AnswerPipeline,
  scope: ProjectScope,
  environments: string[],
): Promise<SentryProblem | undefined> {
  try {
    const { value: own } = await environmentsOf(pipeline, scope);
    const unknown = environments.filter(name => !own.includes(name));
    return unknown.length ? unknownEnvironments(unknown) : undefined;
  } catch (error) {
    // Unreadable environments hide no issue; a caller without a turn asks again.
    if (error instanceof SentryProblemError && error.reason !== 'queue-full') {
      return error.toProblem();
    }
    throw error;
  }
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

/** @throws SentryProblemError where no scope has one of the environments */
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
function unknownEnvironments(names: string[]): SentryProblem {
  const all = names.map(name => `\`${name}\``).join(', ');
  return {
    code: 'QUERY_INVALID',
    message: `These Sentry projects have no environment ${all}.`,
    action:
      'Choose one of the environments that are listed. An environment is there once its first event has come in.',
    invalid: { parameter: 'environment', values: names },
  };
}
