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
import { ageOf, SingleFlight } from '../../cache/SingleFlight';
import { cacheKey } from '../../cache/keys';
import type { InstanceWatch } from './RecentProblems';
import { describeInstance, inspectInstance } from './inspectInstance';
import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';

const KEPT_MS = 15_000;
const MAX_KEPT = 500;

interface Kept {
  status: SentryInstanceStatus;
  /** In milliseconds since 1970. */
  since: number;
}

/** @internal */
interface InstancesServiceOptions {
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

/**
 * Logs a line for each instance: that it works, or what is wrong. Where there is none,
 * what to configure.
 */
export async function logInstances({
  instances,
  config,
  logger,
}: {
  instances: InstancesService;
  config: RootConfigService;
  logger: LoggerService;
}): Promise<void> {
  try {
    const { items } = await instances.list();
    if (!items.length) {
      const missing = config.has('sentry')
        ? 'no organization, token or instance below `sentry`'
        : 'no `sentry` section';
      logger.warn(
        `No Sentry instance is configured: app-config has ${missing}. Set sentry.organization and sentry.token.`,
      );
    }
    for (const status of items) {
      if (status.problems.some(({ code }) => code === 'NOT_CONNECTED')) {
        logger.info(
          `Sentry instance '${status.name}' at ${new URL(status.baseUrl).host}: asked as each viewer, so not checked at the start`,
        );
      } else if (status.problems.length) {
        logger.warn(lineOf(status));
      } else {
        logger.info(lineOf(status));
      }
    }
  } catch (error) {
    logger.warn(
      `The Sentry instances could not be checked: ${toError(error).name}`,
    );
  }
}

function lineOf(status: SentryInstanceStatus): string {
  const { name, baseUrl, organization, latencyMs, scopes, problems } = status;
  const facts = [
    status.reachable === undefined
      ? 'not asked'
      : `${status.reachable ? '' : 'not '}reachable`,
    latencyMs !== undefined && `${latencyMs} ms`,
    organization && status.organizationFound && `organization ${organization}`,
    status.credential && `credential ${status.credential}`,
    scopes?.unneeded.length &&
      `more scopes than needed: ${scopes.unneeded.join(', ')}`,
    // Whoever reads the log is the one who can mend it.
    ...problems.map(({ code, message, action }) =>
      [`${code}: ${message}`, action].filter(Boolean).join(' '),
    ),
  ].filter(Boolean);
  return `Sentry instance '${name}' at ${new URL(baseUrl).host}: ${facts.join('; ')}`;
}
