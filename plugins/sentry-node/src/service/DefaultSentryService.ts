import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { createClientMetrics } from '../client/clientMetrics';
import { DefaultSentryClient } from '../client/DefaultSentryClient';
import type { SentryFetch } from '../client/fetchSameOrigin';
import { SentryHttp } from '../client/SentryHttp';
import type { SentryClient } from '../client/types';
import {
  readSentryConfig,
  type SentryConfig,
  type SentryInstanceConfig,
} from '../config';
import { createSentryCredentials } from '../credentials/createSentryCredentials';
import { SentryProblemError } from '../problems';
import { findInstance } from './findInstance';
import type { SentryService } from './SentryService';

export interface DefaultSentryServiceOptions {
  config: RootConfigService;
  logger: LoggerService;
  metrics: MetricsService;
  fetch?: SentryFetch;
}

/** {@link SentryService} from config, with one pool of requests for each instance. */
export class DefaultSentryService implements SentryService {
  readonly config: SentryConfig;
  readonly #clients: Map<string, SentryClient>;

  /** @throws InputError where config is malformed; it names the path and the fix */
  static create(options: DefaultSentryServiceOptions): DefaultSentryService {
    const { logger, fetch } = options;
    const config = readSentryConfig(options.config, {
      warn: message => logger.warn(message),
    });
    const metrics = createClientMetrics(options.metrics);
    const clients = new Map<string, SentryClient>();
    for (const instance of config.instances) {
      if (instance.auth) {
        clients.set(
          instance.name,
          DefaultSentryClient.create({
            http: SentryHttp.create({ instance, logger, metrics, fetch }),
            credentials: createSentryCredentials(instance.auth),
          }),
        );
      }
    }
    return new DefaultSentryService(config, clients);
  }

  private constructor(
    config: SentryConfig,
    clients: Map<string, SentryClient>,
  ) {
    this.config = config;
    this.#clients = clients;
  }

  getInstance(name?: string): SentryInstanceConfig | undefined {
    return findInstance(this.config.instances, name);
  }

  async getClient(name: string): Promise<SentryClient> {
    const client = this.#clients.get(name);
    if (!client) {
      throw notConfigured(name, this.getInstance(name));
    }
    return client;
  }
}

function notConfigured(
  name: string,
  instance: SentryInstanceConfig | undefined,
): SentryProblemError {
  const key =
    name === 'default'
      ? 'sentry.token'
      : `token of the instance \`${name}\` below sentry.instances`;
  return new SentryProblemError({
    code: 'NOT_CONFIGURED',
    message: instance
      ? `The Sentry instance \`${name}\` has no token.`
      : `Backstage's config has no Sentry instance \`${name}\`.`,
    action: instance
      ? `An operator of Backstage sets ${key} in app-config, and the environment variable it reads.`
      : 'An operator of Backstage adds a sentry section to app-config, with organization and token.',
  });
}
