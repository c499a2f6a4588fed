import type {
  SentryInstancesResponse,
  SentryInstanceStatus,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryCaller,
  type SentryInstanceConfig,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { ageOf } from '../../answers/ageOf';
import { cacheKey } from '../../answers/keys';
import { SingleFlight } from '../../answers/SingleFlight';
import type { InstanceWatch } from './InstanceWatch';
import { describeInstance, inspectInstance } from './inspectInstance';

const KEPT_MS = 15_000;
const MAX_KEPT = 500;

interface Kept {
  status: SentryInstanceStatus;
  /** In milliseconds since 1970. */
  since: number;
}

/** @internal */
export interface InstancesServiceOptions {
  sentry: SentryService;
  /** Sees the calls of that service. */
  watch: InstanceWatch;
}

/** Tells how the configured instances are doing, at most 15 s ago. Never a credential. */
export class InstancesService {
  readonly #sentry: SentryService;
  readonly #watch: InstanceWatch;
  readonly #flights = new SingleFlight();
  readonly #kept = new LRUCache<string, Kept>({ max: MAX_KEPT });

  static create(options: InstancesServiceOptions): InstancesService {
    return new InstancesService(options);
  }

  private constructor(options: InstancesServiceOptions) {
    this.#sentry = options.sentry;
    this.#watch = options.watch;
  }

  /** @param caller - for whom; without one as the portal itself */
  async list(caller?: SentryCaller): Promise<SentryInstancesResponse> {
    const { instances } = this.#sentry.config;
    const kept = await Promise.all(
      instances.map(instance => this.#inspect(instance, caller)),
    );
    const since = Math.min(Date.now(), ...kept.map(({ since: at }) => at));
    return {
      items: kept.map(({ status }) => {
        const lastProblems = this.#watch.lastProblems(status.name);
        return { ...status, ...(lastProblems && { lastProblems }) };
      }),
      fetchedAt: new Date(since).toISOString(),
    };
  }

  async #inspect(
    instance: SentryInstanceConfig,
    caller?: SentryCaller,
  ): Promise<Kept> {
    const { name } = instance;
    try {
      const client = await this.#sentry.getClient(name, { caller });
      const key = cacheKey('instance', [name, client.credentialId]);
      const kept = this.#kept.get(key);
      if (kept && ageOf(kept.since) < KEPT_MS) {
        return kept;
      }
      return await this.#flights.run(key, async () => {
        const { enabled } = this.#sentry.config.triage;
        const status = await inspectInstance(instance, client, enabled);
        const inspected = { status, since: Date.now() };
        this.#kept.set(key, inspected);
        return inspected;
      });
    } catch (error) {
      if (!(error instanceof SentryProblemError)) {
        throw error;
      }
      const isAsked = !['NOT_CONNECTED', 'NOT_CONFIGURED'].includes(error.code);
      const status = {
        ...describeInstance(instance),
        ...(isAsked && { reachable: false }),
        problems: [error.toProblem()],
      };
      return { status, since: Date.now() };
    }
  }
}
