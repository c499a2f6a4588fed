import type { OAuthApi } from '@backstage/frontend-plugin-api';
import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { SentryProblemException } from '../api/errors';
import { sentryScopes } from './sentryAuthApiRef';

/** A request, with the viewer's own token or without. */
type Load<T> = (token?: string) => Promise<T>;

/**
 * Decides which requests carry the viewer's own Sentry token. Most portals read
 * with a token of their own, so none is looked for until the backend says that it
 * takes one; that is remembered until the page is loaded anew. Only a connection
 * that is there already is used: nothing here opens a window.
 */
export class UserToken {
  readonly #authApi?: OAuthApi;
  #isNeeded = false;

  /** @param authApi - absent where users can't connect */
  constructor(authApi?: OAuthApi) {
    this.#authApi = authApi;
  }

  /** @param isNeeded - true for what makes no sense without a token */
  async use<T>(load: Load<T>, isNeeded = this.#isNeeded): Promise<T> {
    if (!this.#authApi || isNeeded) {
      return load(await this.#find());
    }
    const first = load();
    if (!(await saysNotConnected(first))) {
      return first;
    }
    this.#isNeeded = true;
    const token = await this.#find();
    return token ? load(token) : first;
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

/** What an answer that is otherwise fine says is missing from it. */
function problemsOf(answer: unknown): SentryProblem[] {
  const { problems = [], items = [] }: PartialAnswer = Object(answer);
  return [...problems, ...items.flatMap(({ problem }) => problem ?? [])];
}

interface PartialAnswer {
  problems?: SentryProblem[];
  items?: { problem?: SentryProblem }[];
}
