import type {
  AuthService,
  DiscoveryService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  SentryInstancesResponse,
  SentryInstanceStatus,
  SentryProblem,
  SentryProblemCode,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryCaller,
  type SentryClient,
  type SentryInstanceConfig,
  type SentryService,
  type SentryWebhookSource,
} from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { describeInstance, inspectInstance } from './inspectInstance';
import { askProvisioning } from './provisioning';
import { inspectWebhooks, type ReceivedWebhooks } from './webhooks';

const KEPT_MS = 15_000;
const MAX_KEPT = 500;
const MAX_PROBLEMS = 10;
const PROBLEM_KEPT_MS = 24 * 60 * 60_000;

/** About a question or its caller, which is nothing that the platform team can fix. */
const ABOUT_THE_QUESTION: SentryProblemCode[] = [
  'QUERY_INVALID',
  'ISSUE_NOT_FOUND',
  'NOT_CONNECTED',
];

interface Inspected {
  status: SentryInstanceStatus;
  /** In milliseconds since 1970. */
  since: number;
}

interface Question {
  instance: SentryInstanceConfig;
  client: SentryClient;
}

/** A kind of problem that the calls of an instance ended in. */
interface Seen {
  problem: SentryProblem;
  /** The last time, in milliseconds since 1970. */
  at: number;
  count: number;
}

interface InstancesOptions {
  sentry: SentryService;
  auth: AuthService;
  discovery: DiscoveryService;
  /** What config accepts webhooks of. */
  webhookSources: SentryWebhookSource[];
  received: ReceivedWebhooks;
}

/** Diagnostics of the configured instances, at most 15 s old. Never a credential. */
export class InstancesService {
  readonly #options: InstancesOptions;
  readonly #inspected: LRUCache<string, Inspected, Question>;
  /** By name of the instance; see `#note`. */
  readonly #problems = new Map<string, LRUCache<string, Seen>>();

  constructor(options: InstancesOptions) {
    this.#options = options;
    const { sentry } = options;
    this.#inspected = new LRUCache<string, Inspected, Question>({
      max: MAX_KEPT,
      ttl: KEPT_MS,
      ttlResolution: 0,
      ignoreFetchAbort: true,
      fetchMethod: async (_key, _stale, { context: { instance, client } }) => {
        const { enabled } = sentry.config.triage;
        const status = await inspectInstance(instance, client, enabled);
        const webhooks =
          status.server?.dialect === 'glitchtip'
            ? undefined
            : await this.#webhooksOf(instance, client);
        return {
          status: { ...status, ...(webhooks && { webhooks }) },
          since: Date.now(),
        };
      },
    });
    sentry.onProblem((instance, problem) => this.#note(instance, problem));
  }

  /**
   * @param caller - for whom; without one as Backstage itself, which does not ask what
   *   template actions use
   */
  async list(caller?: SentryCaller): Promise<SentryInstancesResponse> {
    const { instances } = this.#options.sentry.config;
    const [provisioning, ...inspected] = await Promise.all([
      caller && instances.length ? askProvisioning(this.#options) : undefined,
      ...instances.map(instance => this.#inspect(instance, caller)),
    ]);
    const times = inspected.map(({ since }) => since);
    return {
      items: inspected.map(({ status }) => {
        const lastProblems = this.#lastProblems(status.name);
        return {
          ...status,
          ...(provisioning && {
            provisioning: provisioning.get(status.name) ?? {
              token: 'not-configured',
            },
          }),
          ...(lastProblems.length && { lastProblems }),
        };
      }),
      fetchedAt: new Date(Math.min(Date.now(), ...times)).toISOString(),
    };
  }

  async #inspect(
    instance: SentryInstanceConfig,
    caller?: SentryCaller,
  ): Promise<Inspected> {
    const { name } = instance;
    try {
      const client = await this.#options.sentry.getClient(name, { caller });
      const key = JSON.stringify([name, client.credentialId]);
      const context = { instance, client };
      return await this.#inspected.forceFetch(key, { context });
    } catch (error) {
      if (!(error instanceof SentryProblemError)) {
        throw error;
      }
      const isAsked = !['NOT_CONNECTED', 'NOT_CONFIGURED'].includes(error.code);
      const status = {
        ...describeInstance(instance),
        ...(isAsked && { reachable: false }),
        ...(instance.server !== 'glitchtip' && {
          webhooks: await this.#webhooksOf(instance),
        }),
        problems: [error.toProblem()],
      };
      return { status, since: Date.now() };
    }
  }

  #webhooksOf(instance: SentryInstanceConfig, client?: SentryClient) {
    const { sentry, webhookSources: sources } = this.#options;
    return inspectWebhooks(instance, client, {
      ...this.#options,
      sources,
      isDefault: sentry.getInstance()?.name === instance.name,
    });
  }

  /**
   * Keeps the last few kinds of problem of an instance for a day. They hold what Sentry
   * answered, without credentials and people's data.
   */
  #note(instance: string, problem: SentryProblem): void {
    const { code, message } = problem;
    if (ABOUT_THE_QUESTION.includes(code)) {
      return;
    }
    const seen =
      this.#problems.get(instance) ??
      new LRUCache<string, Seen>({
        max: MAX_PROBLEMS,
        ttl: PROBLEM_KEPT_MS,
        ttlResolution: 0,
      });
    const key = `${code} ${message}`;
    const count = (seen.get(key)?.count ?? 0) + 1;
    seen.set(key, { problem, at: Date.now(), count });
    this.#problems.set(instance, seen);
  }

  /** Latest first. */
  #lastProblems(
    instance: string,
  ): NonNullable<SentryInstanceStatus['lastProblems']> {
    return [...(this.#problems.get(instance)?.values() ?? [])]
      .sort((a, b) => b.at - a.at)
      .map(seen => ({ ...seen, at: new Date(seen.at).toISOString() }));
  }
}

/**
 * Logs a line for each instance: that it works, or what is wrong. Where none is configured,
 * logs what to configure.
 */
export async function logInstances(
  instances: InstancesService,
  config: RootConfigService,
  logger: LoggerService,
): Promise<void> {
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
          `Sentry instance '${status.name}' at ${new URL(status.baseUrl).host}: asked as each user, so not checked at the start`,
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
    // The readers of the log are the ones who can fix it.
    ...problems.map(({ code, message, action }) =>
      [`${code}: ${message}`, action].filter(Boolean).join(' '),
    ),
  ].filter(Boolean);
  return `Sentry instance '${name}' at ${new URL(baseUrl).host}: ${facts.join('; ')}`;
}
