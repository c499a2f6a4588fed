import { LRUCache } from 'lru-cache';
import {
  dialects,
  type Dialect,
  type SentryCapabilities,
  type SentryServerKind,
} from './dialects';
import { withoutMissing, type MissingAbility } from './missingAbilities';

const LACK_MS = 10 * 60_000;
const MOST_LACKS = 1_000;

/** What was learnt of one server: its dialect, and endpoints that it does not have. */
export class ServerFacts {
  readonly #isConfigured: boolean;
  readonly #now: () => number;
  readonly #lacks = new LRUCache<string, number>({ max: MOST_LACKS });
  readonly #missing = new Map<MissingAbility, number>();
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

  /** What it can be asked for, as far as is known by now. */
  get capabilities(): SentryCapabilities {
    const { capabilities } = this.dialect;
    const missing = [...this.#missing.keys()].filter(one =>
      this.isMissing(one),
    );
    return missing.length
      ? withoutMissing(capabilities, missing)
      : capabilities;
  }

  /** Whether the server as such was found to lack that a short while ago. */
  isMissing(ability: MissingAbility): boolean {
    return this.#now() < (this.#missing.get(ability) ?? 0);
  }

  noteMissing(ability: MissingAbility): void {
    this.#missing.set(ability, this.#now() + LACK_MS);
  }

  /** Whether that was found missing a short while ago, for some credential or organization. */
  lacks(endpoint: string): boolean {
    const until = this.#lacks.get(endpoint);
    return until !== undefined && this.#now() < until;
  }

  noteLack(endpoint: string): void {
    this.#lacks.set(endpoint, this.#now() + LACK_MS);
  }
}
