import type { LoggerService } from '@backstage/backend-plugin-api';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { currentError, Failures, isOutage } from './failures';
import type { SharedStore } from './SharedStore';
import { isQueueFull, SingleFlight } from './SingleFlight';
import type { Cached, StoredValue } from './types';

// How long a stale value is kept before looking whether it was renewed.
const RENEWING_MS = 100;
const FAILED_MS = 1_000;
// How long the first caller after a change waits for Sentry before the old value is served.
const CHANGED_PATIENCE_MS = 1_000;
const MAX_CHANGED = 10_000;

interface SourceCacheOptions {
  /** Shared with other replicas; none where Backstage's cache is this process's own. */
  store?: SharedStore;
  logger: LoggerService;
  /** Bounds the layer in this process, in characters. */
  maxSize: number;
}

interface SourceRequest<T> {
  key: string;
  /** How long a value is fresh; 0 keeps it for the case of a failure alone. */
  ttlMs: number;
  /** The same for `null`, which says that there is no such thing. Default `ttlMs`. */
  nullTtlMs?: number;
  /** How long after that it may be served while it is renewed. */
  staleForMs: number;
  /** The same for `null`. Default `staleForMs`. */
  nullStaleForMs?: number;
  /**
   * Whether it is one caller's own, who may have lost access since: then Sentry is asked again
   * before it is shown, and it is served stale only while Sentry can't answer.
   */
  isOwn?: boolean;
  /**
   * When the subject was last changed, in milliseconds since 1970: a value that was asked for
   * before is stale. Default: never.
   */
  changedAt?: number;
  /** The same, for changes that no caller waits for. */
  reportedAt?: number;
  /** Asks Sentry. Throws `SentryProblemError`. */
  load: () => Promise<T>;
}

/**
 * What Sentry answered, by question: fresh for a while, then served stale while it is
 * renewed in the background, and kept when that fails. After a change the first callers
 * wait for the new value, but no longer than a second. At most one question per
 * key is under way. Shared with other replicas through Backstage's cache. A failed
 * question is not repeated at once, whether there is something to serve or not.
 */
export class SourceCache {
  readonly #store?: SharedStore;
  readonly #logger: LoggerService;
  readonly #local: LRUCache<string, StoredValue>;
  readonly #loads = new SingleFlight();
  readonly #failures = new Failures();
  /** By key: when it was first asked for after a change. */
  readonly #renewals = new LRUCache<
    string,
    { changedAt: number; since: number }
  >({ max: MAX_CHANGED });

  constructor(options: SourceCacheOptions) {
    this.#store = options.store;
    this.#logger = options.logger;
    this.#local = new LRUCache<string, StoredValue>({
      maxSize: options.maxSize,
      sizeCalculation: (value, key) => key.length + value.json.length + 1,
    });
  }

  /**
   * @throws SentryProblemError where Sentry failed and there is nothing to serve instead
   */
  async get<T>(request: SourceRequest<T>): Promise<Cached<T>> {
    const { key, isOwn, reportedAt = 0 } = request;
    const stored = await this.#find(request);
    const now = Date.now();
    const { ttlMs, staleForMs } = stored ? timesOf(request, stored) : request;
    const age = stored ? ageAt(now, stored) : Infinity;

    if (stored && isCurrent(request, stored, now)) {
      return this.#fresh(stored, request, 'fresh');
    }
    const usable = stored && age < ttlMs + staleForMs ? stored : undefined;
    const failure = this.#failures.pausing(key, now);
    if (failure) {
      if (usable && mayStandIn(request, failure.error)) {
        return this.#stale(usable, key);
      }
      throw currentError(failure, now);
    }
    // A caller's own value is shown without asking while it is fresh.
    const mayShow = usable && ttlMs > 0 && (!isOwn || age < ttlMs);
    const loading = this.#load(request);
    try {
      if (mayShow) {
        const renewed = await within(loading, this.#patience(request, usable));
        if (!renewed) {
          this.#leaveInBackground(loading);
          return this.#stale(usable, key);
        }
      }
      const loaded = await loading;
      // One that was under way at a report may lack what that is about.
      return loaded.fetchedAt < reportedAt
        ? this.#stale(loaded, key)
        : this.#fresh(loaded, request, 'miss');
    } catch (error) {
      if (
        usable &&
        error instanceof SentryProblemError &&
        mayStandIn(request, error)
      ) {
        return this.#stale(usable, key);
      }
      throw error;
    }
  }

  async #find<T>(request: SourceRequest<T>): Promise<StoredValue | undefined> {
    let local = this.#local.get(request.key);
    if (!this.#store || (local && isCurrent(request, local, Date.now()))) {
      return local;
    }
    // Another replica may have renewed it; so may another request, meanwhile.
    const shared = await this.#store.get(request.key);
    local = this.#local.get(request.key);
    const now = Date.now();
    if (shared && (!local || ageAt(now, shared) < ageAt(now, local))) {
      this.#local.set(request.key, shared);
      this.#failures.forget(request.key);
      return shared;
    }
    return local;
  }

  /** How long a caller waits for a new value where there is an old one to serve. */
  #patience<T>(
    { key, changedAt = 0 }: SourceRequest<T>,
    { fetchedAt }: StoredValue,
  ): number {
    if (fetchedAt > changedAt) {
      return 0;
    }
    const now = Date.now();
    const known = this.#renewals.get(key);
    const since = known?.changedAt === changedAt ? known.since : now;
    this.#renewals.set(key, { changedAt, since });
    return Math.max(0, CHANGED_PATIENCE_MS - Math.abs(now - since));
  }

  #load<T>(request: SourceRequest<T>): Promise<StoredValue> {
    const { key, changedAt = 0 } = request;
    // What is asked after a change does not join what was asked before. After a report it does:
    // many reports while Sentry is slow must not add up.
    return this.#loads.run(`${changedAt}:${key}`, async () => {
      // How old an answer is counts from the question: what changes after it is not in it.
      const fetchedAt = Date.now();
      try {
        const json = JSON.stringify(await request.load());
        const stored = { fetchedAt, json };
        const kept = this.#local.get(key);
        const now = Date.now();
        // What was asked later may have come sooner.
        if (!kept || ageAt(now, stored) <= ageAt(now, kept)) {
          this.#local.set(key, stored);
        }
        this.#failures.forget(key);
        // Not awaited: the answer is here, and a store never fails.
        const { ttlMs, staleForMs } = timesOf(request, stored);
        this.#store?.set(key, stored, ttlMs + staleForMs);
        return stored;
      } catch (error) {
        if (error instanceof SentryProblemError && !isQueueFull(error)) {
          this.#failures.add(key, error, Date.now());
        }
        throw error;
      }
    });
  }

  #leaveInBackground(loading: Promise<StoredValue>): void {
    loading.catch(error => {
      this.#logger.debug(
        error instanceof SentryProblemError
          ? `Could not renew an answer of Sentry: ${error.code}`
          : `Could not renew an answer of Sentry: ${error}`,
      );
    });
  }

  #fresh<T>(
    stored: StoredValue,
    request: SourceRequest<T>,
    result: 'fresh' | 'miss',
  ): Cached<T> {
    return {
      value: parse<T>(stored),
      fetchedAt: stored.fetchedAt,
      freshUntil: stored.fetchedAt + timesOf(request, stored).ttlMs,
      stale: false,
      result,
    };
  }

  #stale<T>(stored: StoredValue, key: string): Cached<T> {
    const problem = this.#failures.get(key)?.error.toProblem();
    return {
      value: parse<T>(stored),
      fetchedAt: stored.fetchedAt,
      freshUntil: Date.now() + (problem ? FAILED_MS : RENEWING_MS),
      stale: true,
      ...(problem && { problem }),
      result: 'stale',
    };
  }
}

/** Whether what was answered before may be served for a failure. */
function mayStandIn<T>(
  { isOwn }: SourceRequest<T>,
  { code }: SentryProblemError,
): boolean {
  return !isOwn || isOutage(code);
}

function timesOf<T>(
  { ttlMs, staleForMs, nullTtlMs, nullStaleForMs }: SourceRequest<T>,
  { json }: StoredValue,
): Pick<SourceRequest<T>, 'ttlMs' | 'staleForMs'> {
  return json === 'null'
    ? {
        ttlMs: nullTtlMs ?? ttlMs,
        staleForMs: nullStaleForMs ?? staleForMs,
      }
    : { ttlMs, staleForMs };
}

function isCurrent<T>(
  request: SourceRequest<T>,
  stored: StoredValue,
  now: number,
): boolean {
  const { changedAt = 0, reportedAt = 0 } = request;
  return (
    ageAt(now, stored) < timesOf(request, stored).ttlMs &&
    stored.fetchedAt > changedAt &&
    // What is asked in the moment of a report finds what Sentry reports.
    stored.fetchedAt >= reportedAt
  );
}

/** What comes of the work in that time; `undefined` after it. */
export async function within<T>(
  work: Promise<T>,
  milliseconds: number,
): Promise<T | undefined> {
  if (milliseconds === 0) {
    return undefined;
  }
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      work,
      new Promise<undefined>(resolve => {
        timer = setTimeout(() => resolve(undefined), milliseconds);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/** A value from the future is as old as its time is off: the clock was set back. */
function ageAt(now: number, { fetchedAt }: StoredValue): number {
  return Math.abs(now - fetchedAt);
}

function parse<T>(stored: StoredValue): T {
  // The key names kind and format: what stands under it was written as a T.
  return JSON.parse(stored.json) as T;
}
