import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { SentryCredentials } from '../../credentials';
import { SentryProblemError } from '../../problems';
import { safeText } from '../../text/mask';
import type { RequestSubject } from '../problems/requestSubject';

export interface AuthorizeOptions {
  credentials: SentryCredentials;
  subject: RequestSubject;
  logger: LoggerService;
  timeoutMs: number;
  signal?: AbortSignal;
  /** What Sentry has just answered with 401. */
  rejected?: string;
}

/**
 * The value of the Authorization header. Credentials may come from elsewhere, such as
 * a company's vault: one that fails or hangs is told apart from Sentry doing so.
 */
export async function authorize(options: AuthorizeOptions): Promise<string> {
  const { credentials, subject, logger, rejected } = options;
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal
    ? AbortSignal.any([options.signal, timeout])
    : timeout;
  try {
    return await beforeAbort(
      credentials.getAuthorization({ signal, rejected }),
      signal,
    );
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof SentryProblemError) {
      throw error;
    }
    const { name, message } = toError(error);
    logger.warn(
      `No credential for the Sentry instance '${subject.instance}': ${name}: ${safeText(message)}`,
    );
    throw new SentryProblemError(unobtainable(subject));
  }
}

async function beforeAbort<T>(
  value: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([value, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function unobtainable({ instance }: RequestSubject) {
  return {
    code: 'UPSTREAM_UNAVAILABLE',
    message: `The credential of the Sentry instance \`${instance}\` can't be obtained from where it is kept.`,
    action:
      'Try again in a minute; if it stays so, the platform team looks into the log of Backstage for the reason.',
  } as const;
}
