import { createHmac, timingSafeEqual } from 'node:crypto';
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

/** For whom a session is, and who alone can have made it. */
export interface SessionOwner {
  /** The Sentry that is asked with the tokens. */
  readonly server: string;
  /** Of the OAuth application. */
  readonly clientSecret: string;
}

/** Far beyond two tokens and an address. */
const MAX_LENGTH = 8_192;

/** One text that stands where Backstage keeps refresh tokens, signed by this portal. */
export function encodeSession(
  session: StoredSession,
  owner: SessionOwner,
): string {
  const { accessToken, refreshToken, expiresAt, server } = session;
  const text = Buffer.from(
    JSON.stringify([accessToken, refreshToken, expiresAt, server]),
  ).toString('base64url');
  return `${text}.${signatureOf(text, owner)}`;
}

/**
 * @param owner - the cookie may be older than the address of Sentry in config, be of another
 *   environment of the auth backend, or made up: Sentry is not asked about such a one
 * @throws AuthenticationError for a text that is none, or of another owner, without quoting it
 */
export function decodeSession(
  text: string,
  owner: SessionOwner,
): StoredSession {
  const session = read(text, owner);
  if (session?.server !== owner.server) {
    throw new AuthenticationError(
      'The connection to Sentry is not readable. Connect to Sentry again',
    );
  }
  return session;
}

function read(text: string, owner: SessionOwner): StoredSession | undefined {
  const [body, signature, ...more] =
    text.length <= MAX_LENGTH ? text.split('.') : [];
  if (!body || !signature || more.length || !isSigned(body, signature, owner)) {
    return undefined;
  }
  try {
    const [accessToken, refreshToken, expiresAt, server] = schema.parse(
      JSON.parse(Buffer.from(body, 'base64url').toString()),
    );
    return { accessToken, refreshToken, expiresAt, server };
  } catch {
    return undefined;
  }
}

function isSigned(text: string, signature: string, owner: SessionOwner) {
  const [given, right] = [signature, signatureOf(text, owner)].map(one =>
    Buffer.from(one),
  );
  return given.length === right.length && timingSafeEqual(given, right);
}

/** Replicas have the client secret, and no secret of their own in common. */
function signatureOf(text: string, { clientSecret }: SessionOwner): string {
  return createHmac('sha256', clientSecret)
    .update(`sentry session\n${text}`)
    .digest('base64url');
}
