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
const SLUGS_MS = 10 * 60_000;
const MOST_SLUGS = 200;

/** What was learnt of one server: its dialect, and endpoints that it does not have. */
export class ServerFacts {
  readonly now: () => number;
  readonly #lacks = new LRUCache<string, number>({ max: MOST_LACKS });
  readonly #missing = new Map<MissingAbility, number>();
  /**
   * Slugs of projects by id, by what is asked of whom: of a server that finds projects by
   * slug alone.
   */
  readonly projectSlugs = new LRUCache<string, ReadonlyMap<string, string>>({
    max: MOST_SLUGS,
    ttl: SLUGS_MS,
  });
  #isCertain: boolean;
  #kind: SentryServerKind;
  #finding?: Promise<void>;

  /** @param options - `server`: as configured; without it, it is found out */
  static create(options: {
    server?: SentryServerKind;
    now: () => number;
  }): ServerFacts {
    return new ServerFacts(options.server, options.now);
  }

  private constructor(server: SentryServerKind | undefined, now: () => number) {
    this.#isCertain = server !== undefined;
    this.#kind = server ?? 'sentry';
    this.now = now;
  }

  get dialect(): Dialect {
    return dialects[this.#kind];
  }

  get isGlitchtip(): boolean {
    return this.#kind === 'glitchtip';
  }

  /** Whether config or an answer said what kind it is. Until then it is taken for a Sentry. */
  get isCertain(): boolean {
    return this.#isCertain;
  }

  /** Takes over what an answer showed, unless the kind is certain already. */
  adopt(kind: SentryServerKind): void {
    if (this.#isCertain) {
      return;
    }
    this.#isCertain = true;
    if (kind !== this.#kind) {
      this.#kind = kind;
      // Found missing as parts of another kind of server.
      this.#missing.clear();
      this.#lacks.clear();
    }
  }

  /** Asks which kind it is, once for all who want to know at the same time. */
  async findOut(ask: () => Promise<unknown>): Promise<void> {
    if (!this.#isCertain) {
      this.#finding ??= ask().then(
        () => undefined,
        () => undefined,
      );
      await this.#finding;
      this.#finding = undefined;
    }
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
    return this.now() < (this.#missing.get(ability) ?? 0);
  }

  noteMissing(ability: MissingAbility): void {
    this.#missing.set(ability, this.now() + LACK_MS);
  }

  /** Whether that was found missing a short while ago, for some credential or organization. */
  lacks(endpoint: string): boolean {
    const until = this.#lacks.get(endpoint);
    return until !== undefined && this.now() < until;
  }

  noteLack(endpoint: string): void {
    this.#lacks.set(endpoint, this.now() + LACK_MS);
  }
}
