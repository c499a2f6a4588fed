import { LRUCache } from 'lru-cache';
import { dialects, type Dialect, type SentryServerKind } from './dialects';

const LACK_MS = 10 * 60_000;
const MOST_LACKS = 1_000;

/** What was learnt of one server: its dialect, and endpoints that it does not have. */
export class ServerFacts {
  readonly #isConfigured: boolean;
  readonly #now: () => number;
  readonly #lacks = new LRUCache<string, number>({ max: MOST_LACKS });
  #kind: SentryServerKind;

  /** @param options - `server`: as configured; without it, it is found out */
  static create(options: {
    server?: SentryServerKind;
    now: () => number;
  }): ServerFacts {
    return new ServerFacts(options.server, options.now);
  }

  private constructor(server: SentryServerKind | undefined, now: () => number) {
    this.#isConfigured = server !== undefined;
    this.#kind = server ?? 'sentry';
    this.#now = now;
  }

  get dialect(): Dialect {
    return dialects[this.#kind];
  }

  /** The dialect to try where this one is not understood. */
  get otherDialect(): Dialect | undefined {
    return this.#isConfigured || this.#kind === 'glitchtip'
      ? undefined
      : dialects.glitchtip;
  }

  /** Takes over a dialect that has just been understood. */
  adopt({ capabilities }: Dialect): void {
    this.#kind = capabilities.server;
  }

  /** Whether that was found missing a short while ago. */
  lacks(endpoint: string): boolean {
    const until = this.#lacks.get(endpoint);
    return until !== undefined && this.#now() < until;
  }

  noteLack(endpoint: string): void {
    this.#lacks.set(endpoint, this.#now() + LACK_MS);
  }
}
