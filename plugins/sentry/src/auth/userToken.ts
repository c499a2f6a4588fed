import type { OAuthApi } from '@backstage/frontend-plugin-api';
import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { SentryProblemException, SentryRequestException } from '../api/errors';
import { type SentrySession, type SentryAuthApi } from './sentryAuth';
import { ConnectionStore, sentryScopes, sentryWriteScopes } from './connection';

type Outage = Exclude<SentrySession, 'there' | 'none'>;

/** A request, with the viewer's own token or without. */
type Load<T> = (token?: string) => Promise<T>;

/**
 * Decides which requests carry the viewer's own Sentry token. Most portals read
 * with a token of their own, so none is looked for until the backend says that it
 * takes one; that is remembered until the page is loaded anew. Only a connection
 * that is there already is used; a window opens only for what changes something.
 */
export class UserToken {
  readonly #authApi?: UserTokenSource;
  #isNeeded = false;

  /** @param authApi - absent where users can't connect */
  constructor(authApi?: UserTokenSource) {
    this.#authApi = authApi;
  }

  /** @param isNeeded - true for what makes no sense without a token */
  async use<T>(load: Load<T>, isNeeded = this.#isNeeded): Promise<T> {
    if (!this.#authApi) {
      return load();
    }
    if (isNeeded) {
      const token = await this.#find();
      return token ? load(token) : this.#explain(load, load());
    }
    const first = load();
    if (!(await saysNotConnected(first))) {
      return first;
    }
    this.#isNeeded = true;
    const token = await this.#find();
    return token ? load(token) : this.#explain(load, first);
  }

  /** Loads with the token of a viewer who is connected; else there is the answer already. */
  async useIfThere<T>(load: Load<T>, answer: T | Promise<T>): Promise<T> {
    const token = await this.#find();
    return token ? load(token) : answer;
  }

  /**
   * The token of a viewer who lets the portal change issues in their name. Asks them
   * where they have not yet said so.
   *
   * @throws SentryRequestException where they don't, or can't be asked
   */
  async askToWrite(): Promise<string> {
    const authApi = this.#authApi;
    if (!authApi) {
      throw declined();
    }
    try {
      // It counts as signed out while it is asked for more.
      const token = await ConnectionStore.whileAsking(authApi, () =>
        authApi.getAccessToken(sentryWriteScopes, { instantPopup: true }),
      );
      if (token) {
        return token;
      }
    } catch {
      // Only the wording of the error distinguishes a closed window from a refusal.
    }
    throw declined();
  }

  /** Who can't be asked for a token may be connected all the same. */
  async #explain<T>(load: Load<T>, answer: Promise<T>): Promise<T> {
    const authApi = this.#authApi;
    if (!authApi || !(await saysNotConnected(answer))) {
      return answer;
    }
    const session = (await authApi.checkSession?.()) ?? 'none';
    if (session === 'none') {
      ConnectionStore.foundNone(authApi);
      return answer;
    }
    if (session === 'there') {
      return this.useIfThere(load, answer);
    }
    return withOutage(await refusedBy(answer, session), session);
  }

  async #find(): Promise<string | undefined> {
    try {
      const token = await this.#authApi?.getAccessToken(sentryScopes, {
        optional: true,
      });
      return token || undefined;
    } catch {
      // The backend then says what is missing, and how to get it.
      return undefined;
    }
  }
}

function declined(): SentryRequestException {
  return new SentryRequestException(
    'declined',
    'Sentry was not allowed to change issues in your name.',
  );
}

/** The part of {@link SentryAuthApi} that a token takes. */
export type UserTokenSource = OAuthApi & Pick<SentryAuthApi, 'checkSession'>;

async function saysNotConnected(load: Promise<unknown>): Promise<boolean> {
  try {
    return problemsOf(await load).some(isNotConnected);
  } catch (error) {
    return (
      error instanceof SentryProblemException && isNotConnected(error.problem)
    );
  }
}

function isNotConnected(problem: SentryProblem): boolean {
  return problem.code === 'NOT_CONNECTED';
}

/** What an answer that is otherwise fine says is missing from it, or from one of its items. */
function problemsOf(answer: unknown): SentryProblem[] {
  const { problem, problems = [], items = [] }: PartialAnswer = Object(answer);
  return [
    ...(problem ? [problem] : []),
    ...problems,
    ...items.flatMap(problemsOf),
  ];
}

/** An answer that was refused as a whole is refused for the outage instead. */
async function refusedBy<T>(answer: Promise<T>, outage: Outage): Promise<T> {
  try {
    return await answer;
  } catch {
    throw new SentryRequestException(outage, outageProblem(outage).message);
  }
}

/** What an answer leaves out, it leaves out for the outage. */
function withOutage<T>(answer: T, outage: Outage): T {
  const { problem: whole, problems, items }: PartialAnswer = Object(answer);
  const explain = (problem: SentryProblem): SentryProblem =>
    isNotConnected(problem)
      ? { ...problem, ...outageProblem(outage) }
      : problem;
  return {
    ...answer,
    ...(whole && { problem: explain(whole) }),
    ...(problems && { problems: problems.map(explain) }),
    ...(items && { items: items.map(item => withOutage(item, outage)) }),
  };
}

/** Beside the problems of the backend, and in its language. */
function outageProblem(outage: Outage): SentryProblem {
  const silent =
    outage === 'sentry-unreachable' ? 'Sentry' : 'Backstage’s auth backend';
  return {
    code: 'UPSTREAM_UNAVAILABLE',
    message: `Your connection to Sentry could not be taken up: ${silent} could not be reached.`,
    action: 'If you were connected, you still are. Try again in a moment.',
  };
}

interface PartialAnswer {
  problem?: SentryProblem;
  problems?: SentryProblem[];
  items?: PartialAnswer[];
}
