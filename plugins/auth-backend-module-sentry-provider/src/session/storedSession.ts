import { AuthenticationError } from '@backstage/errors';
import { z } from 'zod';

/** A pair of tokens as the browser keeps it, in a cookie that no script can read. */
export interface StoredSession {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const schema = z.tuple([z.string().min(1), z.string().min(1), z.number()]);

/** One text that stands where Backstage keeps refresh tokens. */
export function encodeSession(session: StoredSession): string {
  const { accessToken, refreshToken, expiresAt } = session;
  return Buffer.from(
    JSON.stringify([accessToken, refreshToken, expiresAt]),
  ).toString('base64url');
}

/** @throws AuthenticationError for a text that is none, without quoting it */
export function decodeSession(text: string): StoredSession {
  try {
    const [accessToken, refreshToken, expiresAt] = schema.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString()),
    );
    return { accessToken, refreshToken, expiresAt };
  } catch {
    throw new AuthenticationError(
      'The connection to Sentry is not readable. Connect to Sentry again',
    );
  }
}
