import { readErrorDetail } from '../problems/facts';
import type { JsonBody } from '../../http';
import type { SentryClient } from '../SentryClient';

export type RateLimit = NonNullable<SentryClient['rateLimit']>;

/** So many requests in any window of so long. */
export interface Rate {
  limit: number;
  windowMs: number;
}

const SHORTEST_SECONDS = 1;
const LONGEST_SECONDS = 60;
/** Where Sentry names no time. Self-hosted servers send no rate-limit headers. */
const DEFAULT_SECONDS = 5;
/** Too much at once: that is over as soon as one of the others is. */
const CONCURRENCY_SECONDS = 1;

/** Requests do not take the same time to arrive: a window is kept to a little longer than it is. */
const MARGIN = 1.1;
/** A pace beyond that is no limit for what one portal asks. */
const MOST_KEPT = 1_000;
/** Of the limit, for background work. */
const BACKGROUND_SHARE = 0.5;

const DEFAULT_GROUP = 'default';

/**
 * The endpoints that Sentry limits by themselves, by operation; all others share the
 * limit of the default group. From Sentry's source (`group_details.py`,
 * `group_event_details.py`, `organization_issues_count.py`) and, for the default group, as
 * seen at sentry.io in 2026.
 */
const documented = new Map<string, Rate>([
  ['countIssues', perSecond(10)],
  ['getIssue', perSecond(5)],
  ['getIssueTags', perSecond(5)],
  ['getIssueEvent', perSecond(15)],
  [DEFAULT_GROUP, perSecond(40)],
]);

/** The name of what Sentry counts a request under, besides who sends it. */
export function endpointClassOf(request: {
  operation: string;
  json?: unknown;
  method?: string;
}): string {
  const {
    operation,
    json,
    method = json === undefined ? 'GET' : 'POST',
  } = request;
  return `${documented.has(operation) ? operation : DEFAULT_GROUP} ${method}`;
}

/**
 * When the next request of one caller to one class of endpoints may go out. Sentry counts in
 * fixed windows whose start it does not tell; what keeps within the limit in every
 * window, wherever it starts, is never refused, and a small burst need not wait.
 */
export class EndpointRate {
  readonly #usual: Rate | undefined;
  #rate: Rate | undefined;
  /** When the last ones were sent, in milliseconds since 1970. */
  readonly #sent: number[] = [];
  #pausedUntil = 0;

  /**
   * @param endpointClass - as `endpointClassOf` names it
   * @param options - `isKnown`: whether the server has Sentry's documented limits. Of others only what their
   *   answers tell is known.
   */
  constructor(endpointClass: string, options: { isKnown: boolean }) {
    const [group] = endpointClass.split(' ');
    this.#usual = documented.get(group);
    this.#rate = options.isKnown ? this.#usual : undefined;
  }

  /** Absent where none is known. */
  get rate(): Rate | undefined {
    return this.#rate;
  }

  /** Milliseconds until a request may go out; 0 where it may now. */
  waitMs(now: number, isBackground = false): number {
    return Math.max(this.pauseMs(now), this.#spacingMs(now, isBackground));
  }

  /** Milliseconds until Sentry wants to be asked again. */
  pauseMs(now: number): number {
    const milliseconds = this.#pausedUntil - now;
    // A clock that was set back would make a pause last until it caught up.
    return milliseconds > LONGEST_SECONDS * 1000
      ? 0
      : Math.max(0, milliseconds);
  }

  #spacingMs(now: number, isBackground: boolean): number {
    if (!this.#rate) {
      return 0;
    }
    const { limit, windowMs } = this.#rate;
    const most = Math.max(
      1,
      Math.floor(limit * (isBackground ? BACKGROUND_SHARE : 1)),
    );
    const before = this.#sent.at(-most);
    if (before === undefined || before > now) {
      return 0;
    }
    return Math.max(0, before + Math.ceil(windowMs * MARGIN) - now);
  }

  /** Notes that a request goes out. */
  noteSent(now: number): void {
    this.#sent.push(now);
    if (this.#sent.length > 2 * MOST_KEPT) {
      this.#sent.splice(0, MOST_KEPT);
    }
  }

  /** Learns from an answer what the limit is, and when to go on. */
  noteAnswer(
    answer: { status: number; headers: Headers; body: JsonBody },
    now: number,
  ): void {
    const { status, headers, body } = answer;
    const limit = readNumber(headers, 'limit');
    if (limit && limit <= MOST_KEPT && limit !== this.#rate?.limit) {
      const windowMs = this.#usual?.windowMs ?? 1000;
      this.#rate = { limit, windowMs };
    }
    if (status === 429) {
      this.#rate = readRate(body) ?? this.#rate;
      this.#pause(now, pauseSeconds({ headers, body }, now) * 1000);
    } else if (readNumber(headers, 'remaining') === 0) {
      // Others use up the same limit, such as other replicas.
      this.#pause(now, resetMs(headers, now) ?? 0);
    }
  }

  #pause(now: number, milliseconds: number): void {
    const until = now + Math.min(LONGEST_SECONDS * 1000, milliseconds);
    this.#pausedUntil = Math.max(until, this.pauseMs(now) + now);
  }
}

/** How long a 429 is reason not to ask the like again. */
export function pauseSeconds(
  answer: { headers: Headers; body: JsonBody },
  now: number,
): number {
  const { text } = readErrorDetail(answer.body);
  if (isTooMuchData(text)) {
    return 0;
  }
  return isConcurrency(text)
    ? CONCURRENCY_SECONDS
    : retryAfterSeconds(answer.headers, now);
}

/** The 429 of Sentry's store of events: about this one question, not about their number. */
export function isTooMuchData(text: string): boolean {
  return /smaller date range/i.test(text);
}

/** The 429 for more requests under way at once than Sentry allows. */
export function isConcurrency(text: string): boolean {
  return /\bconcurrency\b/i.test(text);
}

/**
 * How long an answer asks to wait. `Retry-After` comes from proxies and
 * GlitchTip; Sentry itself says when its window ends.
 */
export function retryAfterSeconds(headers: Headers, now: number): number {
  const reset = resetMs(headers, now);
  const seconds =
    readRetryAfter(headers.get('retry-after'), now) ??
    (reset === undefined ? DEFAULT_SECONDS : Math.ceil(reset / 1000));
  return Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, seconds));
}

function readRetryAfter(value: string | null, now: number): number | undefined {
  if (!value?.trim()) {
    return undefined;
  }
  const seconds = /^\s*\d+\s*$/.test(value)
    ? Number(value)
    : (Date.parse(value) - now) / 1000;
  return Number.isFinite(seconds) ? Math.ceil(seconds) : undefined;
}

function resetMs(headers: Headers, now: number): number | undefined {
  const reset = readNumber(headers, 'reset');
  if (reset === undefined) {
    return undefined;
  }
  // Where the clocks differ the server's counts, which it returns by the second.
  const date = Date.parse(headers.get('date') ?? '');
  return reset * 1000 - (Math.abs(date - now) > 2_000 ? date : now);
}

function readRate(body: JsonBody): Rate | undefined {
  const { text } = readErrorDetail(body);
  const [, limit, seconds] =
    /\blimit is (\d{1,4}) requests in (\d{1,4}) seconds/i.exec(text) ?? [];
  const windowMs = Number(seconds) * 1000;
  return windowMs <= LONGEST_SECONDS * 1000
    ? { limit: Number(limit), windowMs }
    : undefined;
}

function perSecond(limit: number): Rate {
  return { limit, windowMs: 1000 };
}

/** What an answer says is left; `undefined` where it says nothing. */
export function readRateLimit(headers: Headers): RateLimit | undefined {
  const limit = readNumber(headers, 'limit');
  const remaining = readNumber(headers, 'remaining');
  const reset = readNumber(headers, 'reset');
  return limit !== undefined && remaining !== undefined && reset !== undefined
    ? { limit, remaining, resetsAt: reset * 1000 }
    : undefined;
}

function readNumber(headers: Headers, name: string): number | undefined {
  const value = headers.get(`x-sentry-rate-limit-${name}`);
  return value !== null && /^\d{1,12}$/.test(value) ? Number(value) : undefined;
}
