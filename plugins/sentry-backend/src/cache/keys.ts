import { createHash } from 'node:crypto';
import type { JsonValue } from '@backstage/types';

// A longer key, such as of a long search, is hashed: keys are kept for much that is not.
const MAX_LENGTH = 1_000;

// Goes up when the shape of what is kept changes, so that replicas of two
// releases which share a store don't read each other's entries.
const FORMAT = 3;

/**
 * A cache key for one kind of answer. `parts` must hold everything that the
 * answer depends on.
 */
export function cacheKey(kind: string, parts: JsonValue[]): string {
  const text = JSON.stringify(parts);
  const rest =
    text.length > MAX_LENGTH
      ? createHash('sha256').update(text).digest('base64url')
      : text;
  return `${kind}.${FORMAT}:${rest}`;
}
