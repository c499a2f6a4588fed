import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryClient,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import { RecentProblems } from './RecentProblems';

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
