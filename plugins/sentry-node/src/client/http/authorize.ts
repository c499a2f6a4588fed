import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { SentryCredentials } from '../../credentials/types';
import { SentryProblemError } from '../../problems';
import { safeText } from '../../text/mask';
import { withTimeout } from './attempt';

/**
 * The value of the Authorization header. Credentials may come from elsewhere, such as
 * a company's vault: one that fails or hangs is another problem than Sentry doing so.
 *
 * @param options - `rejected`: what Sentry has just answered with 401
 */
export async function authorize(
  credentials: SentryCredentials,
  options: {
    instance: string;
    logger: LoggerService;
    timeoutMs: number;
    signal?: AbortSignal;
    rejected?: string;
  },
): Promise<string> {
  const { instance, logger, rejected } = options;
  const signal = withTimeout(options.timeoutMs, options.signal);
  try {
    return await Promise.race([
      credentials.getAuthorization({ signal, rejected }),
      // Made last: one that throws at once must leave no rejection behind.
      new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
    ]);
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof SentryProblemError) {
      throw error;
    }
    const { name, message } = toError(error);
    logger.warn(
      `No credential for the Sentry instance '${instance}': ${name}: ${safeText(message)}`,
    );
    throw new SentryProblemError({
      code: 'UPSTREAM_UNAVAILABLE',
      message: `The credential of the Sentry instance \`${instance}\` can't be read from where it is kept.`,
      action:
        'Try again in a minute. If this continues, ask your platform team to look for the reason in the log of Backstage.',
    });
  }
}
