import type { LoggerService } from '@backstage/backend-plugin-api';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { currentError, Failures, isOutage } from './failures';
import type { SharedStore } from './SharedStore';
import { SingleFlight } from './SingleFlight';
import type { Cached, StoredValue } from './types';

// How long to keep hold of a stale value before looking whether it was renewed.
const RENEWING_MS = 100;
const FAILED_MS = 1_000;

/** @internal */
export interface SourceCacheOptions {
  /** Shared with other replicas; none where Backstage's cache is this process's own. */
  store?: SharedStore;
  logger: LoggerService;
  /** Bounds the layer in this process, in characters. */
  maxSize: number;
  clock?: () => number;
}

/** @internal */
export interface SourceRequest<T> {
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
   * Whether it was told to one caller alone, who may be refused it by now: then it is
   * asked anew before it is shown again, and served stale only while Sentry can't say.
   */
  isOwn?: boolean;
  /** Asks Sentry. Throws `SentryProblemError`. */
  load: () => Promise<T>;
}

/**
 * What Sentry answered, by question: fresh for a while, then served while it is
 * renewed in the background, and kept when that fails. At most one question per
 * key is under way. Shared with other replicas through Backstage's cache. What
 * failed is not asked again at once, whether there is something to serve or not.
 */
export class SourceCache {
  readonly #store?: SharedStore;
  readonly #logger: LoggerService;
  readonly #local: LRUCache<string, StoredValue>;
  readonly #clock: () => number;
  readonly #reads = new SingleFlight();
  readonly #loads = new SingleFlight();
  readonly #failures = new Failures();

  static create(options: SourceCacheOptions): SourceCache {
    return new SourceCache(options);
  }

  private constructor(options: SourceCacheOptions) {
    this.#store = options.store;
    this.#logger = options.logger;
    this.#clock = options.clock ?? Date.now;
    this.#local = new LRUCache<string, StoredValue>({
      maxSize: options.maxSize,
      sizeCalculation: (value, key) => key.length + value.json.length + 1,
    });
  }

  /**
   * @throws SentryProblemError where Sentry failed and there is nothing to serve instead
   */
  get<T>(request: SourceRequest<T>): Promise<Cached<T>> {
    return this.#reads.run(request.key, () => this.#get(request));
  }

  async #get<T>(request: SourceRequest<T>): Promise<Cached<T>> {
    const { key, isOwn } = request;
    const stored = await this.#find(request);
    const now = this.#clock();
    const { ttlMs, staleForMs } = stored ? timesOf(request, stored) : request;
    const age = stored ? ageAt(now, stored) : Infinity;

    if (stored && age < ttlMs) {
      return this.#fresh(stored, request, 'fresh');
    }
    const usable = stored && age < ttlMs + staleForMs ? stored : undefined;
    const failure = this.#failures.pausing(key, now);

    if (usable && ttlMs > 0 && !isOwn) {
      if (!failure) {
        this.#renewInBackground(request);
      }
      return this.#stale(usable, key);
    }
    if (failure) {
      if (usable && mayStandIn(request, failure.error)) {
        return this.#stale(usable, key);
      }
      throw currentError(failure, now);
    }
    try {
      return this.#fresh(await this.#load(request), request, 'miss');
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
    const local = this.#local.get(request.key);
    if (local && ageAt(this.#clock(), local) < timesOf(request, local).ttlMs) {
      return local;
    }
    // Another replica may have renewed it meanwhile.
    const shared = await this.#store?.get(request.key);
    if (shared && shared.fetchedAt > (local?.fetchedAt ?? 0)) {
      this.#local.set(request.key, shared);
      this.#failures.forget(request.key);
      return shared;
    }
    return local;
  }

  #load<T>(request: SourceRequest<T>): Promise<StoredValue> {
    const { key } = request;
    return this.#loads.run(key, async () => {
      try {
        const json = JSON.stringify(await request.load());
        const stored = { fetchedAt: this.#clock(), json };
        this.#local.set(key, stored);
        this.#failures.forget(key);
        // Not awaited: the answer is here, and a store never fails.
        const { ttlMs, staleForMs } = timesOf(request, stored);
        this.#store?.set(key, stored, ttlMs + staleForMs);
        return stored;
      } catch (error) {
        if (error instanceof SentryProblemError) {
          this.#failures.add(key, error, this.#clock());
        }
        throw error;
      }
    });
  }

  #renewInBackground<T>(request: SourceRequest<T>): void {
    this.#load(request).catch(error => {
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
      freshUntil: this.#clock() + (problem ? FAILED_MS : RENEWING_MS),
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

/** A value from the future is as old as its time is off: the clock was set back. */
function ageAt(now: number, { fetchedAt }: StoredValue): number {
  return Math.abs(now - fetchedAt);
}

function parse<T>(stored: StoredValue): T {
  // The key names kind and format: what stands under it was written as a T.
  return JSON.parse(stored.json) as T;
}
