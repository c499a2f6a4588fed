import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from '../../problems';
import { overdue, rateLimited, tooManyWaiting } from '../problems/texts';
import { type RequestSubject } from '../problems/facts';
import { Breaker } from './breaker';
import type { EndpointRate } from './rates';

/** For whom a call is made: callers take turns. */
export interface SentryAsker {
  /** Of the caller; the same for all their credentials. */
  id: string;
  /** Whether it is background work: people come first. */
  isBackground?: boolean;
}

/** A call that wants a slot. */
export interface SlotRequest {
  asker: SentryAsker;
  /** Whether it changes something: those go first. */
  isWrite: boolean;
  rate: EndpointRate;
  /** When it is too late, in milliseconds since 1970. */
  deadline: number;
  subject: RequestSubject;
  signal?: AbortSignal;
}

interface Waiting extends SlotRequest {
  start(): void;
  refuse(failure: unknown): void;
}

/** By caller, in the order of their turns; each caller's own calls in order of arrival. */
type Queue = Map<string, Waiting[]>;

/** Of one caller; the rest would not have its turn in time. */
const MOST_WAITING = 200;
const LONGEST_WAIT_MS = 30_000;

export interface FairSlotsOptions {
  /** Calls under way at once. */
  size: number;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Calls back after so many milliseconds, unless what it returns is called before. */
  setTimer?: (callback: () => void, milliseconds: number) => () => void;
}

/**
 * The calls to one Sentry instance that may be under way at once. Those that wait get their
 * slot in turns of callers: writes first, then what people wait for, then the rest; each when
 * the rate of its endpoint allows it. A caller with many waiting leaves one slot to others.
 */
export class FairSlots {
  readonly breaker: Breaker;
  readonly #size: number;
  readonly #now: () => number;
  readonly #setTimer: NonNullable<FairSlotsOptions['setTimer']>;
  readonly #queues: Queue[] = [new Map(), new Map(), new Map()];
  /** Slots taken, by caller. */
  readonly #taken = new Map<string, number>();
  #free: number;
  #stopTimer = () => {};

  constructor(options: FairSlotsOptions) {
    this.#size = options.size;
    this.#free = options.size;
    this.#now = options.now;
    this.#setTimer = options.setTimer ?? startTimer;
    this.breaker = new Breaker({ size: options.size, now: options.now });
  }

  /**
   * Runs the task in a slot.
   *
   * @throws SentryProblemError `RATE_LIMITED` where it can't have its turn in time,
   *   `UPSTREAM_TIMEOUT` where it had none, or the last problem of a server that is down
   */
  async run<T>(request: SlotRequest, task: () => Promise<T>): Promise<T> {
    await this.#enter(request);
    try {
      return await task();
    } finally {
      this.#free += 1;
      this.#count(request.asker.id, -1);
      this.#next();
    }
  }

  #enter(request: SlotRequest): Promise<void> {
    const queue = this.#queues[rankOf(request)];
    const own = queue.get(request.asker.id) ?? [];
    const problem = this.#tooMuch(request, own);
    if (problem) {
      return Promise.reject(turnError(problem));
    }
    return new Promise((resolve, reject) => {
      own.push({ ...request, start: resolve, refuse: reject });
      queue.set(request.asker.id, own);
      this.#next();
    });
  }

  /** Why it is not even worth waiting. */
  #tooMuch(
    { rate, subject }: SlotRequest,
    own: Waiting[],
  ): SentryProblem | undefined {
    const { limit, windowMs } = rate.rate ?? { limit: Infinity, windowMs: 1 };
    const ahead = own.filter(other => other.rate === rate).length;
    const rateWaitMs = (ahead * windowMs) / limit;
    if (own.length < MOST_WAITING && rateWaitMs < LONGEST_WAIT_MS) {
      return undefined;
    }
    return tooManyWaiting(
      subject,
      Math.max(1, Math.ceil(rateWaitMs / 1000), Math.ceil(own.length / 10)),
    );
  }

  /** Gives out what slots there are, and looks again when there may be more. */
  #next(): void {
    this.#stopTimer();
    this.#stopTimer = () => {};
    const now = this.#now();
    this.#refuseLate(now);
    for (const queue of this.#queues) {
      while (this.#free > 0 && this.breaker.waitMs(now) === 0) {
        const waiting = this.#takeNext(queue, now);
        if (!waiting) {
          break;
        }
        this.#start(waiting, now);
      }
    }
    this.#waitOn(now);
  }

  #start(waiting: Waiting, now: number): void {
    const { asker, rate, signal, start, refuse } = waiting;
    if (signal?.aborted) {
      refuse(signal.reason);
      return;
    }
    const down = this.breaker.enter(now);
    if (down) {
      refuse(down);
      return;
    }
    this.#free -= 1;
    this.#count(asker.id, 1);
    rate.noteSent(now);
    start();
  }

  /** The first call that may go out, of the caller whose turn it is. */
  #takeNext(queue: Queue, now: number): Waiting | undefined {
    for (const [id, own] of queue) {
      const index = own.findIndex(waiting => this.#mayStart(waiting, own, now));
      if (index >= 0) {
        const [waiting] = own.splice(index, 1);
        queue.delete(id);
        if (own.length) {
          queue.set(id, own);
        }
        return waiting;
      }
    }
    return undefined;
  }

  #mayStart(waiting: Waiting, own: Waiting[], now: number): boolean {
    const { asker, isWrite, rate } = waiting;
    const taken = this.#taken.get(asker.id) ?? 0;
    const isModest =
      isWrite || (!asker.isBackground && own.length <= this.#size);
    return (
      (isModest || this.#size === 1 || taken < this.#size - 1) &&
      rate.waitMs(now, asker.isBackground) === 0
    );
  }

  #refuseLate(now: number): void {
    for (const queue of this.#queues) {
      for (const [id, own] of queue) {
        const late = own.filter(waiting => isLate(waiting, now));
        if (late.length) {
          const rest = own.filter(waiting => !late.includes(waiting));
          if (rest.length) {
            queue.set(id, rest);
          } else {
            queue.delete(id);
          }
          late.forEach(({ refuse, ...waiting }) =>
            refuse(lateProblem(waiting, now)),
          );
        }
      }
    }
  }

  #waitOn(now: number): void {
    const waiting = this.#queues.flatMap(queue => [...queue.values()].flat());
    if (!waiting.length) {
      return;
    }
    const probeMs = this.breaker.waitMs(now);
    const times = waiting.map(({ rate, asker, deadline }) => {
      const ready = Math.max(probeMs, rate.waitMs(now, asker.isBackground));
      return Math.min(
        deadline - now,
        // Where it waits for a slot, that wakes it.
        this.#free > 0 && ready > 0 ? ready : Infinity,
      );
    });
    this.#stopTimer = this.#setTimer(() => this.#next(), Math.min(...times));
  }

  #count(id: string, by: number): void {
    const taken = (this.#taken.get(id) ?? 0) + by;
    if (taken > 0) {
      this.#taken.set(id, taken);
    } else {
      this.#taken.delete(id);
    }
  }
}

function rankOf({ asker, isWrite }: SlotRequest): number {
  if (isWrite) {
    return 0;
  }
  return asker.isBackground ? 2 : 1;
}

/** Past its time, or kept from it by a pause that lasts longer. */
function isLate({ deadline, rate }: SlotRequest, now: number): boolean {
  return deadline <= now || rate.pauseMs(now) > deadline - now;
}

function lateProblem(
  { rate, asker, subject }: SlotRequest,
  now: number,
): SentryProblemError {
  const waitMs = rate.waitMs(now, asker.isBackground);
  return waitMs > 0
    ? new SentryProblemError(rateLimited(subject, Math.ceil(waitMs / 1000)))
    : turnError(overdue(subject));
}

function turnError(problem: SentryProblem): SentryProblemError {
  return new SentryProblemError(problem, { reason: 'queue-full' });
}

function startTimer(callback: () => void, milliseconds: number): () => void {
  const timer = setTimeout(callback, Math.ceil(milliseconds));
  return () => clearTimeout(timer);
}
