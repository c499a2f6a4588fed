import { createHash } from 'node:crypto';
import type { TokenReply } from '../client/schemas';

/** For how long a reply is given to those who come with the old token. */
const keepMs = 60_000;

/**
 * Spends each refresh token once. Sentry takes it a single time, yet several tabs of
 * a browser may come with the same one at the same moment, and an answer may get lost
 * on its way; both are given the pair that the first one got. This works within one
 * process: tabs that reach different replicas at that moment have to ask again.
 */
export class SharedRefreshes {
  readonly #clock: () => number;
  readonly #replies = new Map<
    string,
    { reply: Promise<TokenReply>; since: number }
  >();

  constructor(clock: () => number = Date.now) {
    this.#clock = clock;
  }

  run(
    refreshToken: string,
    refresh: () => Promise<TokenReply>,
  ): Promise<TokenReply> {
    this.#forgetOld();
    const key = keyOf(refreshToken);
    const known = this.#replies.get(key);
    if (known) {
      return known.reply;
    }
    const reply = refresh();
    this.#replies.set(key, { reply, since: this.#clock() });
    reply.catch(() => this.#replies.delete(key));
    return reply;
  }

  /**
   * The token that has taken the place of this one, once it is there, or this one. Neither
   * is given to anybody from then on.
   */
  async end(refreshToken: string): Promise<string> {
    this.#forgetOld();
    const key = keyOf(refreshToken);
    const known = this.#replies.get(key);
    if (!known) {
      return refreshToken;
    }
    this.#replies.delete(key);
    const reply = await known.reply.catch(() => undefined);
    return reply ? this.end(reply.refresh_token) : refreshToken;
  }

  #forgetOld(): void {
    const oldest = this.#clock() - keepMs;
    for (const [key, { since }] of this.#replies) {
      if (since < oldest) {
        this.#replies.delete(key);
      }
    }
  }
}

function keyOf(refreshToken: string): string {
  return createHash('sha256').update(refreshToken).digest('base64');
}
