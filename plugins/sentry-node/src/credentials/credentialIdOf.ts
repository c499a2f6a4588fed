import { createHash } from 'node:crypto';

/**
 * Names a secret without revealing it. Sentry's are random and long, so a part of a
 * plain hash can't be turned back.
 */
export function credentialIdOf(kind: string, secret: string): string {
  return createHash('sha256')
    .update(`sentry-credential\0${kind}\0${secret}`)
    .digest('base64url')
    .slice(0, 22);
}
