import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';

// Refusals that are about the caller; they keep their own status.
const ABOUT_THE_CALLER = ['AuthenticationError', 'NotAllowedError'];
const MAX_REASON = 300;

/**
 * Awaits a Backstage service that an access decision depends on. The log gets the reason of
 * a failure; the caller only learns that it is not about them.
 *
 * @param failure - what could not be done, as a sentence without its full stop
 */
export async function askBackstage<T>(
  failure: string,
  logger: LoggerService,
  asking: Promise<T>,
): Promise<T> {
  try {
    return await asking;
  } catch (thrown) {
    const error = toError(thrown);
    if (ABOUT_THE_CALLER.includes(error.name)) {
      throw error;
    }
    // Name and message alone: an error of a request may hold its headers.
    logger.warn(
      `${failure}: ${error.name}: ${error.message.slice(0, MAX_REASON)}`,
    );
    throw new ServiceUnavailableError(failure);
  }
}

/** Parts of at most `size`, in order: services limit how much they take at once. */
export function inBatches<T>(all: T[], size: number): T[][] {
  const batches: T[][] = [];
  for (let start = 0; start < all.length; start += size) {
    batches.push(all.slice(start, start + size));
  }
  return batches;
}
