import type {
  MetricsService,
  MetricsServiceGauge,
} from '@backstage/backend-plugin-api/alpha';
import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryClient,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import { isAnswer, RecentProblems } from './RecentProblems';

/**
 * Sees how every call of the instances ends: for diagnostics, and for the metric
 * `sentry.instance.reachable`. A metric and no health check of the backend's own: those
 * decide whether the portal gets traffic, and a portal is well without Sentry.
 */
export class InstanceWatch {
  readonly #reachable: MetricsServiceGauge<{ instance: string }>;
  readonly #problems = new Map<string, RecentProblems>();
  readonly #watched = new WeakMap<SentryClient, SentryClient>();

  static create(options: { metrics: MetricsService }): InstanceWatch {
    return new InstanceWatch(
      options.metrics.createGauge('sentry.instance.reachable', {
        description:
          'Whether the Sentry instance answered when it was last asked: 1 or 0',
        unit: '1',
      }),
    );
  }

  private constructor(reachable: MetricsServiceGauge<{ instance: string }>) {
    this.#reachable = reachable;
  }

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
    // Whatever methods a client has, now or later: each gives a promise.
    const watched = new Proxy(client, {
      get: (target, property) => {
        // The client's getters read its private fields.
        const value: unknown = Reflect.get(target, property, target);
        return typeof value === 'function'
          ? (...parameters: unknown[]) =>
              this.#follow(
                target.instance,
                Reflect.apply(value, target, parameters),
              )
          : value;
      },
    });
    this.#watched.set(client, watched);
    return watched;
  }

  async #follow(instance: string, call: Promise<unknown>): Promise<unknown> {
    try {
      const result = await call;
      this.#reachable.record(1, { instance });
      return result;
    } catch (error) {
      if (error instanceof SentryProblemError) {
        this.#note(instance, error);
      }
      throw error;
    }
  }

  #note(instance: string, error: SentryProblemError): void {
    const problem = error.toProblem();
    this.#reachable.record(isAnswer(problem) ? 1 : 0, { instance });
    const problems = this.#problems.get(instance) ?? new RecentProblems();
    problems.add(problem);
    this.#problems.set(instance, problems);
  }
}
