import type {
  SentryInstanceStatus,
  SentryProblem,
  SentryProblemCode,
} from 'backstage-plugin-sentry-common';
import { LRUCache } from 'lru-cache';
import {
  SentryProblemError,
  type SentryClient,
  type SentryService,
} from 'backstage-plugin-sentry-node';

const MAX_PROBLEMS = 10;
const KEPT_MS = 24 * 60 * 60_000;

/** About what somebody asked, or who they are; no concern of whoever looks after the instance. */
const ABOUT_THE_QUESTION: SentryProblemCode[] = [
  'QUERY_INVALID',
  'ISSUE_NOT_FOUND',
  'NOT_CONNECTED',
];

interface Seen {
  problem: SentryProblem;
  /** In milliseconds since 1970. */
  at: number;
  count: number;
}

/**
 * The last few kinds of problem of one instance, for a day. They hold what a
 * problem does: what Sentry said, without credentials and people's data.
 */
class RecentProblems {
  readonly #seen = new LRUCache<string, Seen>({ max: MAX_PROBLEMS });

  add(problem: SentryProblem): void {
    const { code, message } = problem;
    if (ABOUT_THE_QUESTION.includes(code)) {
      return;
    }
    const key = `${code} ${message}`;
    const count = (this.#seen.get(key)?.count ?? 0) + 1;
    this.#seen.set(key, { problem, at: Date.now(), count });
  }

  /** Latest first; `undefined` for none. */
  list(): SentryInstanceStatus['lastProblems'] {
    const now = Date.now();
    const seen = [...this.#seen.values()].filter(
      ({ at }) => now - at < KEPT_MS,
    );
    return seen.length
      ? seen
          .sort((a, b) => b.at - a.at)
          .map(({ problem, at, count }) => ({
            problem,
            at: new Date(at).toISOString(),
            count,
          }))
      : undefined;
  }
}

/** Whether a problem shows that the server is there. */
export function isAnswer({ code }: SentryProblem): boolean {
  return code !== 'UPSTREAM_TIMEOUT' && code !== 'UPSTREAM_UNAVAILABLE';
}

/**
 * Notes what goes wrong with the calls of the instances, for diagnostics. Whether a server
 * is there at all, the client measures itself, where it asks.
 */
export class InstanceWatch {
  readonly #problems = new Map<string, RecentProblems>();
  readonly #watched = new WeakMap<SentryClient, SentryClient>();

  static create(): InstanceWatch {
    return new InstanceWatch();
  }

  private constructor() {}

  /** The same service, whose clients are watched. */
  over(sentry: SentryService): SentryService {
    return {
      config: sentry.config,
      getInstance: name => sentry.getInstance(name),
      getClient: async (name, options) =>
        this.#watch(await sentry.getClient(name, options)),
      takesUserTokens: name => sentry.takesUserTokens(name),
      getUserClient: async (name, options) =>
        this.#watch(await sentry.getUserClient(name, options)),
      getSharedClient: name => {
        const client = sentry.getSharedClient(name);
        return client && this.#watch(client);
      },
    };
  }

  /** What has gone wrong lately, latest first; absent where nothing has. */
  lastProblems(instance: string): SentryInstanceStatus['lastProblems'] {
    return this.#problems.get(instance)?.list();
  }

  /** One for each client, so that who compares clients finds the same. */
  #watch(client: SentryClient): SentryClient {
    const known = this.#watched.get(client);
    if (known) {
      return known;
    }
    // Whatever methods a client has, now or later: what gives a promise asks Sentry.
    const watched = new Proxy(client, {
      get: (target, property) => {
        // The client's getters read its private fields.
        const value: unknown = Reflect.get(target, property, target);
        return typeof value === 'function'
          ? (...parameters: unknown[]) => {
              const result: unknown = Reflect.apply(value, target, parameters);
              return result instanceof Promise
                ? this.#follow(target.instance, result)
                : result;
            }
          : value;
      },
    });
    this.#watched.set(client, watched);
    return watched;
  }

  async #follow(instance: string, call: Promise<unknown>): Promise<unknown> {
    try {
      return await call;
    } catch (error) {
      if (error instanceof SentryProblemError) {
        this.#note(instance, error);
      }
      throw error;
    }
  }

  #note(instance: string, error: SentryProblemError): void {
    const problems = this.#problems.get(instance) ?? new RecentProblems();
    problems.add(error.toProblem());
    this.#problems.set(instance, problems);
  }
}
