import { AuthenticationError } from '@backstage/errors';
import { z } from 'zod';

/** A pair of tokens as the browser keeps it, in a cookie that no script can read. */
export interface StoredSession {
  /** Address of the Sentry that they are of. */
  readonly server: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const schema = z.tuple([
  z.string().min(1),
  z.string().min(1),
  z.number(),
  z.string(),
]);

/** One text that stands where Backstage keeps refresh tokens. */
export function encodeSession(session: StoredSession): string {
  const { accessToken, refreshToken, expiresAt, server } = session;
  return Buffer.from(
    JSON.stringify([accessToken, refreshToken, expiresAt, server]),
  ).toString('base64url');
}

/**
 * @param expected - `server`: the Sentry that is asked with them. The cookie may be older than
 *   its address in config, or be of another environment of the auth backend.
 * @throws AuthenticationError for a text that is none, or of another Sentry, without quoting it
 */
export function decodeSession(
  text: string,
  expected: { server: string },
): StoredSession {
  const session = read(text);
  if (session?.server !== expected.server) {
    throw new AuthenticationError(
      'The connection to Sentry is not readable. Connect to Sentry again',
    );
  }
  return session;
}

function read(text: string): StoredSession | undefined {
  try {
    const [accessToken, refreshToken, expiresAt, server] = schema.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString()),
    );
    return { accessToken, refreshToken, expiresAt, server };
  } catch {
    return undefined;
  }
}
