import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether a body is signed with one of the secrets, as Sentry does it: the header
 * `Sentry-Hook-Signature` is the HMAC-SHA256 of the bytes sent, in hex.
 *
 * The time it takes says nothing of the secrets: each is tried, and digests are compared
 * in constant time.
 */
export function isSigned(
  body: Buffer,
  signature: string,
  secrets: string[],
): boolean {
  const given = Buffer.from(signature);
  return secrets
    .map(secret =>
      Buffer.from(createHmac('sha256', secret).update(body).digest('hex')),
    )
    .map(
      expected =>
        given.length === expected.length && timingSafeEqual(given, expected),
    )
    .includes(true);
}
