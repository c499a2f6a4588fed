import {
  isSentryProblem,
  type SentryProblem,
} from 'backstage-plugin-sentry-common';

/**
 * The backend answered a request with a problem.
 *
 * @public
 */
export class SentryProblemException extends Error {
  /** What the backend says is wrong, and what to do. */
  readonly problem: SentryProblem;

  constructor(problem: SentryProblem) {
    super(problem.message);
    this.name = 'SentryProblemException';
    this.problem = problem;
  }
}

/**
 * Why a request got no answer of the Sentry backend plugin:
 *
 * - `bad-request`: a parameter is not one the backend takes for this entity
 * - `unauthenticated`: Backstage does not know who asks
 * - `forbidden`: the permission policy says no
 * - `not-found`: there is no such entity, or the caller may not read it
 * - `not-installed`: nothing answers at the plugin's address
 * - `not-started`: Backstage runs, but the plugin failed to start or is still starting
 * - `unreachable`: no connection to the Backstage backend
 * - `sentry-unreachable`: the viewer's own connection to Sentry could not be taken
 *   up, because Sentry does not answer
 * - `auth-unreachable`: the same, because Backstage's auth backend does not
 * - `declined`: the viewer did not let the portal change issues in their name
 * - `unexpected`: anything else
 *
 * @public
 */
export type SentryRequestFailure =
  | 'bad-request'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'not-installed'
  | 'not-started'
  | 'unreachable'
  | 'sentry-unreachable'
  | 'auth-unreachable'
  | 'declined'
  | 'unexpected';

/**
 * A request that Backstage itself refused or could not serve.
 *
 * @public
 */
export class SentryRequestException extends Error {
  /** Which of the ways to fail it was. */
  readonly reason: SentryRequestFailure;

  constructor(reason: SentryRequestFailure, message: string) {
    super(message);
    this.name = 'SentryRequestException';
    this.reason = reason;
  }
}

const reasonOfStatus: Record<number, SentryRequestFailure> = {
  401: 'unauthenticated',
  403: 'forbidden',
};

/** Reads why a response is not the answer that was asked for. */
export async function exceptionFromResponse(
  response: Response,
): Promise<SentryProblemException | SentryRequestException> {
  const error = await readErrorBody(response);
  if (isSentryProblem(error)) {
    return new SentryProblemException(error);
  }
  return new SentryRequestException(
    reasonFor(response.status, error),
    fieldOf(error, 'message') ??
      `The backend answered with status ${response.status}.`,
  );
}

function reasonFor(status: number, error: unknown): SentryRequestFailure {
  if (status === 404) {
    // A backend without the plugin has no route at all, and so no error body.
    return error === undefined ? 'not-installed' : 'not-found';
  }
  if (status === 400 && fieldOf(error, 'name') === 'InputError') {
    return 'bad-request';
  }
  // What Backstage answers for a plugin that is not there, after a wait of 5 s; also where
  // `onPluginBootFailure: continue` lets it run without the plugin.
  if (status === 503 && /not started/i.test(fieldOf(error, 'message') ?? '')) {
    return 'not-started';
  }
  return reasonOfStatus[status] ?? 'unexpected';
}

async function readErrorBody(response: Response): Promise<unknown> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null && 'error' in body
      ? body.error
      : undefined;
  } catch {
    return undefined;
  }
}

function fieldOf(error: unknown, name: string): string | undefined {
  if (typeof error !== 'object' || error === null) {
    return undefined;
  }
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : undefined;
}
