import { randomBytes } from 'node:crypto';
import type { Directory } from '../directory';
import type {
  EmulatorOAuthApplication,
  EmulatorUser,
  EmulatorToken,
} from '../types/options';

/** What a user has let an application do. */
export interface Authorization {
  readonly application: EmulatorOAuthApplication;
  readonly user: EmulatorUser;
  readonly scopes: string[];
}

/** The one pair of tokens that an authorization has at a time. */
export interface TokenPair extends Authorization {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** In seconds. */
  readonly expiresIn: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

interface Entry {
  readonly pair: TokenPair;
  /** The access token as the Web API knows it. */
  readonly token: EmulatorToken;
  readonly forget: () => void;
}

/**
 * The tokens issued by OAuth. As in Sentry a refresh replaces both tokens of a
 * pair, so that the old access token ends with the old refresh token; refresh
 * tokens don't expire by themselves.
 */
export class OAuthTokens {
  readonly #directory: Directory;
  readonly #clock: () => number;
  readonly #lifetime: number;
  /** By refresh token. */
  readonly #entries = new Map<string, Entry>();

  /** `lifetime` is in seconds. */
  constructor(options: {
    directory: Directory;
    clock: () => number;
    lifetime: number;
  }) {
    this.#directory = options.directory;
    this.#clock = options.clock;
    this.#lifetime = options.lifetime;
  }

  issue({ application, user, scopes }: Authorization): TokenPair {
    const pair: TokenPair = {
      application,
      user,
      scopes,
      accessToken: randomBytes(32).toString('hex'),
      refreshToken: randomBytes(32).toString('hex'),
      expiresIn: this.#lifetime,
      expiresAt: this.#clock() + this.#lifetime * 1000,
    };
    const token: EmulatorToken = {
      token: pair.accessToken,
      scopes,
      organizations: user.organizations,
      projects: user.projects,
      user: user.id,
      expiresAt: pair.expiresAt,
    };
    const forget = this.#directory.addToken(token);
    this.#entries.set(pair.refreshToken, { pair, token, forget });
    return pair;
  }

  /** @returns the new pair, or nothing where that application has no such token */
  refresh(
    refreshToken: string,
    application: EmulatorOAuthApplication,
  ): TokenPair | undefined {
    const entry = this.#entries.get(refreshToken);
    if (entry?.pair.application !== application) {
      return undefined;
    }
    this.#remove(entry);
    return this.issue(entry.pair);
  }

  /** Ends the pair that either token belongs to, if it is one of that application. */
  revoke(token: string, application: EmulatorOAuthApplication): void {
    for (const entry of this.#entries.values()) {
      const { pair } = entry;
      if (
        pair.application === application &&
        [pair.accessToken, pair.refreshToken].includes(token)
      ) {
        this.#remove(entry);
      }
    }
  }

  expireAll(): void {
    for (const { token } of this.#entries.values()) {
      token.expiresAt = this.#clock();
    }
  }

  revokeAll(): void {
    for (const entry of this.#entries.values()) {
      this.#remove(entry);
    }
  }

  #remove({ pair, forget }: Entry): void {
    this.#entries.delete(pair.refreshToken);
    forget();
  }
}

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
