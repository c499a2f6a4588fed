import { LRUCache } from 'lru-cache';
import type { ExchangedToken } from './types';

const MOST_USERS = 1_000;

/**
 * Keeps a token for each user until shortly before it ends. However many calls wait for
 * one, it is asked for once.
 */
export class UserTokens {
  readonly #now: () => number;
  readonly #kept = new LRUCache<string, ExchangedToken>({ max: MOST_USERS });
  readonly #underWay = new Map<string, Promise<ExchangedToken>>();

  static create(options: { now: () => number }): UserTokens {
    return new UserTokens(options.now);
  }

  private constructor(now: () => number) {
    this.#now = now;
  }

  /** When the user's token ends; absent where there is none, or it does not tell. */
  expiryOf(user: string): number | undefined {
    return this.#kept.get(user)?.expiresAt;
  }

  /** @param options - `rejected`: a value that is good no longer, whatever it said */
  async get(
    user: string,
    options: { rejected?: string; ask: () => Promise<ExchangedToken> },
  ): Promise<ExchangedToken> {
    const { rejected, ask } = options;
    const kept = this.#kept.get(user);
    if (
      kept &&
      kept.authorization !== rejected &&
      this.#now() < kept.freshUntil
    ) {
      return kept;
    }
    this.#kept.delete(user);
    const underWay = this.#underWay.get(user);
    if (underWay) {
      return underWay;
    }
    const asked = ask();
    this.#underWay.set(user, asked);
    // Those from before a `clear` are for those who asked then.
    const isCurrent = () => this.#underWay.get(user) === asked;
    try {
      const token = await asked;
      if (isCurrent()) {
        this.#kept.set(user, token);
      }
      return token;
    } finally {
      if (isCurrent()) {
        this.#underWay.delete(user);
      }
    }
  }

  /** Forgets all of them, those on their way too. */
  clear(): void {
    this.#kept.clear();
    this.#underWay.clear();
  }
}
