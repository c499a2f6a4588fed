import type { Request, Response } from 'express';
import type { Dialect } from './types';
import type { Directory } from '../directory';
import type { EmulatorRateLimit } from '../types/Emulator';

/** Seen of Sentry in the wild: 40 requests a second, 25 at once. */
const usual: EmulatorRateLimit = { limit: 40, windowSeconds: 1 };
const concurrentLimit = 25;

const issue = String.raw`^/api/0/(?:organizations/[^/]+/)?(?:issues|groups)/[^/]+/`;

/** Endpoints with a limit of their own, as Sentry's source has them; all others share the usual one. */
const own: { path: RegExp; method?: 'DELETE'; rate: EmulatorRateLimit }[] = [
  {
    path: /^\/api\/0\/organizations\/[^/]+\/issues-count\/$/,
    rate: { limit: 10, windowSeconds: 1 },
  },
  {
    path: new RegExp(`${issue}$`),
    method: 'DELETE',
    rate: { limit: 5, windowSeconds: 5 },
  },
  {
    path: new RegExp(`${issue}events/[^/]+/$`),
    rate: { limit: 15, windowSeconds: 1 },
  },
  { path: new RegExp(issue), rate: { limit: 5, windowSeconds: 1 } },
];

/**
 * Counts requests by whose they are and what they are for, in fixed windows of real time: a
 * limit is about the pace of the caller, whatever clock the data has. Requests that are refused
 * count as well.
 */
export class RateLimiter {
  readonly #windows = new Map<string, { window: number; count: number }>();
  readonly #directory: Directory;
  readonly #isEnforced: boolean;
  #inFlight = 0;

  /**
   * @param options - `isEnforced`: whether each endpoint has the limit that Sentry gives it, and
   *   refuses beyond it; else the headers show the usual one, and nothing is refused
   */
  constructor(options: { directory: Directory; isEnforced: boolean }) {
    this.#directory = options.directory;
    this.#isEnforced = options.isEnforced;
  }

  /** Counts a request in; `release` counts it out. */
  enter(): () => void {
    this.#inFlight += 1;
    let released = false;
    return () => {
      if (!released) {
        released = true;
        this.#inFlight -= 1;
      }
    };
  }

  /**
   * Counts the request and sets the rate-limit headers of its answer.
   *
   * @returns whether it is answered: with 429
   */
  hit(req: Request, res: Response, dialect: Dialect): boolean {
    const caller = this.#callerOf(req);
    const path = pathOf(req);
    if (!this.#isEnforced) {
      this.#count(`${caller.id} ${endpointOf(path)}`, usual, res);
      return false;
    }
    if (caller.isUnlimited) {
      return false;
    }
    const special = own.find(
      ({ path: pattern, method = req.method }) =>
        method === req.method && pattern.test(path),
    );
    const group = special ? endpointOf(path) : 'default';
    const { rate } = special ?? { rate: usual };
    const isOver = this.#count(
      `${caller.id} ${group} ${req.method}`,
      rate,
      res,
    );
    if (isOver) {
      dialect.sendTooManyRequests(res, rate);
    }
    return isOver;
  }

  /** Counts a request that a fault limits, by caller and endpoint; whether it is one too many. */
  hitFault(req: Request, rate: EmulatorRateLimit, res?: Response): boolean {
    const { id } = this.#callerOf(req);
    return this.#count(`fault ${id} ${endpointOf(pathOf(req))}`, rate, res);
  }

  #count(
    key: string,
    { limit, windowSeconds }: EmulatorRateLimit,
    res?: Response,
  ): boolean {
    const window = Math.floor(Date.now() / (windowSeconds * 1000));
    const entry = this.#windows.get(key);
    const count = entry?.window === window ? entry.count + 1 : 1;
    this.#windows.set(key, { window, count });
    res?.set({
      'X-Sentry-Rate-Limit-Limit': String(limit),
      'X-Sentry-Rate-Limit-Remaining': String(Math.max(0, limit - count)),
      'X-Sentry-Rate-Limit-Reset': String((window + 1) * windowSeconds),
      'X-Sentry-Rate-Limit-ConcurrentLimit': String(concurrentLimit),
      'X-Sentry-Rate-Limit-ConcurrentRemaining': String(
        Math.max(0, concurrentLimit - this.#inFlight),
      ),
    });
    return count > limit;
  }

  /** The user behind a token, or an integration's organization: all tokens of one have one rate. */
  #callerOf({ headers, ip }: Request): { id: string; isUnlimited?: boolean } {
    const { authorization = String(ip) } = headers;
    const value = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
    const token = value === undefined ? value : this.#directory.token(value);
    if (!token || (token.kind ?? 'user') === 'api-key') {
      return { id: authorization };
    }
    const { kind, organizations, user, isUnlimited } = token;
    if (kind === 'internal-integration') {
      return { id: `organization ${organizations.join()}`, isUnlimited };
    }
    return { id: user ? `user ${user}` : authorization, isUnlimited };
  }
}

function pathOf({ originalUrl }: Request): string {
  return originalUrl.split('?', 1)[0];
}

/** Limits are per endpoint, not per issue or organization. */
function endpointOf(path: string): string {
  const parts = path.split('/');
  return [parts[3], parts[5], parts[7]].join('/');
}
