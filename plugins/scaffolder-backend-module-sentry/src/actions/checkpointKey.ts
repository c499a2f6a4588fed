import type { JsonObject } from '@backstage/types';
import { createHash } from 'node:crypto';

/**
 * The key of a checkpoint. Iterations of `each` share the id of their step, so all that
 * tells them apart is in it, and the token is not.
 */
export function checkpointKey(
  { input, each }: { input: JsonObject; each?: JsonObject },
  name: string,
): string {
  const { authToken: _, ...rest } = input;
  const digest = createHash('sha256')
    .update(JSON.stringify([rest, each ?? null]))
    .digest('hex');
  return `${name}.${digest.slice(0, 24)}`;
}
