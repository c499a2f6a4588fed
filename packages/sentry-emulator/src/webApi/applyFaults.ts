import type { Request, Response } from 'express';
import { setTimeout as wait } from 'node:timers/promises';
import { SentryApiError } from './errors';
import { sendHtml, sendJson } from './send';
import type { FaultList } from '../control/FaultList';
import type { Dialect } from '../dialects/types';
import type { EmulatorFault } from '../types';
import type { RateLimiter } from './rateLimit';

/** What a gateway says itself, in HTML, when Sentry does not answer. */
const gatewayTitles: Record<number, string> = {
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

const bodies: Record<number, unknown> = {
  400: { detail: 'Invalid parameter' },
  401: { detail: 'Invalid token' },
  403: { detail: 'You do not have permission to perform this action.' },
  404: { detail: 'The requested resource does not exist' },
  409: { detail: 'The request conflicts with another one' },
  410: { message: 'This API no longer exists.' },
  500: {
    detail: 'Internal Error',
    errorId: '0123456789abcdef0123456789abcdef',
  },
};

/**
 * Lets the faults set for this path happen.
 *
 * @returns whether the request is answered, and whether its answer is to be cut off
 */
export async function applyFaults(options: {
  req: Request;
  res: Response;
  path: string;
  faults: FaultList;
  limiter: RateLimiter;
  dialect: Dialect;
}): Promise<{ answered: boolean; truncate: boolean }> {
  const { req, res, faults, dialect } = options;
  let truncate = false;
  for (const fault of faults.matching(options.path, req.method)) {
    if (fault.rateLimit) {
      if (
        options.limiter.hitFault(
          req,
          fault.rateLimit,
          dialect.sendsRateLimits ? res : undefined,
        )
      ) {
        faults.hit(fault);
        await delay(fault, res);
        dialect.sendTooManyRequests(res, fault.rateLimit);
        return { answered: true, truncate: false };
      }
      continue;
    }
    faults.hit(fault);
    await delay(fault, res);
    if (fault.body === 'reset') {
      req.socket.destroy();
      return { answered: true, truncate: false };
    }
    if (fault.body === 'html') {
      sendHtml(res, fault.status ?? 200, 'Sign in');
      return { answered: true, truncate: false };
    }
    if (fault.status !== undefined) {
      sendStatus(res, fault.status, fault.detail, dialect);
      return { answered: true, truncate: false };
    }
    truncate ||= fault.body === 'truncated';
  }
  return { answered: res.destroyed, truncate };
}

async function delay(fault: EmulatorFault, res: Response): Promise<void> {
  if (!fault.latencyMs) {
    return;
  }
  const gone = new AbortController();
  const stop = () => gone.abort();
  res.once('close', stop);
  await wait(fault.latencyMs, undefined, { signal: gone.signal }).catch(
    () => undefined,
  );
  res.off('close', stop);
}

function sendStatus(
  res: Response,
  status: number,
  detail: EmulatorFault['detail'],
  dialect: Dialect,
): void {
  if (detail !== undefined) {
    sendJson(res, status, { detail });
  } else if (status in gatewayTitles) {
    sendHtml(res, status, gatewayTitles[status]);
  } else if (status === 429) {
    dialect.sendTooManyRequests(res, { limit: 40, windowSeconds: 1 });
  } else {
    const body = bodies[status] ?? { detail: 'Error' };
    dialect.sendRefusal(res, new SentryApiError(status, body));
  }
}
