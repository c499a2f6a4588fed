import type { Request, Response } from 'express';

const name = 'sentry-code-verifier';
/** As long as Backstage's own cookie for the same sign-in lasts. */
const maxAge = 10 * 60_000;

/** The state that Backstage has made, in the form in which passport leaves it to the store. */
export interface GivenState {
  readonly value: string;
}

type Done = (
  error: Error | null,
  value?: string | false,
  info?: unknown,
) => void;

/**
 * Keeps the secret half of PKCE in the browser that has started the sign-in, where
 * no script can read it, for the address it comes back to alone. `state` goes the
 * way that Backstage checks: it is bound to a cookie as well, but its value stands in
 * addresses, so that the verifier can't be made of it.
 *
 * A store of passport-oauth2, which tells the kinds of stores apart by how many
 * parameters their methods have.
 */
export class VerifierCookie {
  readonly #options: { path: string; secure: boolean };

  constructor(callbackUrl: string) {
    const { pathname, protocol } = new URL(callbackUrl);
    this.#options = { path: pathname, secure: protocol === 'https:' };
  }

  store(
    req: Request,
    verifier: string,
    state: GivenState,
    _meta: unknown,
    done: Done,
  ): void {
    responseOf(req).cookie(name, verifier, {
      ...this.#options,
      httpOnly: true,
      sameSite: 'lax',
      maxAge,
    });
    done(null, state.value);
  }

  verify(req: Request, _state: string, _meta: unknown, done: Done): void {
    const verifier: unknown = req.cookies?.[name];
    if (typeof verifier !== 'string' || verifier === '') {
      done(
        new Error(
          'the sign-in took too long, or was started in another browser. Start again',
        ),
      );
      return;
    }
    responseOf(req).clearCookie(name, this.#options);
    done(null, verifier);
  }
}

function responseOf({ res }: Request): Response {
  if (!res) {
    throw new Error('A request without a response');
  }
  return res;
}
