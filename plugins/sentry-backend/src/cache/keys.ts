import type { JsonValue } from '@backstage/types';

// Goes up when the shape of what is kept changes, so that replicas of two
// releases which share a store don't read each other's entries.
const FORMAT = 1;

/**
 * A cache key for one kind of answer. `parts` must hold everything that the
 * answer depends on.
 */
export function cacheKey(kind: string, parts: JsonValue[]): string {
  return `${kind}.${FORMAT}:${JSON.stringify(parts)}`;
}
