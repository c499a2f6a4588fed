import { z } from 'zod';
import type { EmulatorFault } from '../types/Emulator';
import type { Request, Response } from 'express';
import { setTimeout as wait } from 'node:timers/promises';
import { SentryApiError, sendHtml, sendJson } from '../webApi/http';
import type { Dialect } from '../webApi/types';
import type { RateLimiter } from '../webApi/rateLimit';

export const faultSchema = z.strictObject({
  path: z.string().optional(),
  method: z.string().optional(),
  latencyMs: z.number().nonnegative().optional(),
  status: z.number().int().min(200).max(599).optional(),
  detail: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  body: z.enum(['html', 'truncated', 'reset']).optional(),
  rateLimit: z
    .strictObject({
      limit: z.number().int().nonnegative(),
      windowSeconds: z.number().positive(),
    })
    .optional(),
  times: z.number().int().positive().optional(),
});

/** The faults in force. A fault with `times` is gone after that many hits. */
export class FaultList {
  #faults: { fault: EmulatorFault; left: number }[] = [];

  add(fault: EmulatorFault): void {
    this.#faults.push({ fault: { ...fault }, left: fault.times ?? Infinity });
  }

  clear(): void {
    this.#faults = [];
  }

  /** Those that a request meets, in the order in which they were set. */
  matching(path: string, method: string): EmulatorFault[] {
    return this.#faults
      .map(({ fault }) => fault)
      .filter(
        fault =>
          path.startsWith(fault.path ?? '') &&
          (fault.method ?? method) === method,
      );
  }

  /** Notes that a fault has hit a request. */
  hit(fault: EmulatorFault): void {
    this.#faults = this.#faults
      .map(entry =>
        entry.fault === fault ? { fault, left: entry.left - 1 } : entry,
      )
      .filter(entry => entry.left > 0);
  }
}

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
