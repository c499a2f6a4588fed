import { SentryProblemError } from '../../problems/SentryProblemError';
import type { AttemptResult } from './attempt';

/**
 * Whether a request that was made shows that the server is there: a refusal does, while a
 * gateway's word that it found none does not. `undefined` where the caller gave up before
 * that showed.
 */
export function showsServer(
  result: AttemptResult,
  signal?: AbortSignal,
): boolean | undefined {
  if ('answer' in result) {
    return true;
  }
  const { failure } = result;
  if (failure instanceof SentryProblemError) {
    return (
      failure.code !== 'UPSTREAM_TIMEOUT' &&
      failure.code !== 'UPSTREAM_UNAVAILABLE'
    );
  }
  return signal?.aborted ? undefined : false;
}
