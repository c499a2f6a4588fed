import { randomBytes } from 'node:crypto';

/** Keeps values under a random key, each to be taken once and not for ever. */
export class OneTimeStore<T> {
  readonly #clock: () => number;
  readonly #lifetimeMs: number;
  readonly #entries = new Map<string, { value: T; expiresAt: number }>();

  constructor(options: { clock: () => number; lifetimeMs: number }) {
    this.#clock = options.clock;
    this.#lifetimeMs = options.lifetimeMs;
  }

  /** @returns the key, 64 hex digits */
  put(value: T): string {
    const key = randomBytes(32).toString('hex');
    this.#entries.set(key, {
      value,
      expiresAt: this.#clock() + this.#lifetimeMs,
    });
    return key;
  }

  take(key: string): T | undefined {
    const entry = this.#entries.get(key);
    this.#entries.delete(key);
    return entry && entry.expiresAt > this.#clock() ? entry.value : undefined;
  }
}
