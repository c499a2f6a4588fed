import { createHash } from 'node:crypto';
import type {
  CacheService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { z } from 'zod';
import type { StoredValue } from './types';

const PATIENCE_MS = 1_000;
const PAUSE_MS = 10_000;

const stored = z.object({
  fetchedAt: z.number(),
  json: z.string(),
  digest: z.string(),
});

interface SharedStoreOptions {
  cache: CacheService;
  logger: LoggerService;
}

/**
 * Backstage's cache service, for which no failure is one of ours: a store that
 * fails or hangs is left alone for a while, as if it were empty.
 */
export class SharedStore {
  readonly #cache: CacheService;
  readonly #logger: LoggerService;
  #pausedUntil = 0;

  constructor(options: SharedStoreOptions) {
    this.#cache = options.cache;
    this.#logger = options.logger;
  }

  async get(key: string): Promise<StoredValue | undefined> {
    const found = await this.#attempt(() => this.#cache.get(key));
    const { data } = stored.safeParse(found);
    if (!data) {
      return undefined;
    }
    const { digest, ...value } = data;
    // A damaged entry is as good as none.
    return digest === digestOf(key, value) ? value : undefined;
  }

  async set(key: string, value: StoredValue, ttlMs: number): Promise<void> {
    if (!(ttlMs > 0)) {
      // To a store, no time to live may mean for ever.
      return;
    }
    await this.#attempt(() =>
      this.#cache.set(
        key,
        { ...value, digest: digestOf(key, value) },
        { ttl: Math.ceil(ttlMs) },
      ),
    );
  }

  async #attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    const pause = this.#pausedUntil - Date.now();
    // More than a whole pause is left only where the clock was set back.
    if (pause > 0 && pause <= PAUSE_MS) {
      return undefined;
    }
    let timer: NodeJS.Timeout | undefined;
    try {
      return await Promise.race([
        work(),
        // A client of a store that is gone may queue commands for ever.
        new Promise<never>((_resolve, reject) => {
          timer = setTimeout(
            () => reject(new Error('no answer in time')),
            PATIENCE_MS,
          );
          timer.unref();
        }),
      ]);
    } catch {
      // The error may name the store's address with its password: not logged.
      this.#pausedUntil = Date.now() + PAUSE_MS;
      this.#logger.warn(
        `The cache store fails; going without it for ${PAUSE_MS / 1_000} s`,
      );
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}

function digestOf(key: string, { fetchedAt, json }: StoredValue): string {
  return createHash('sha256')
    .update(`${key}\n${fetchedAt}\n${json}`)
    .digest('base64url');
}
