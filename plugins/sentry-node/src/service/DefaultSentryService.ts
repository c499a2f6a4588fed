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
import type { SentryConfig, SentryInstanceConfig } from '../config';
import { readSentrySection } from '../config/readSentryConfig';
import type { SentryCaller, SentryCredentialsProvider } from '../credentials';
import { RotatingCredentials } from '../credentials/RotatingCredentials';
import { SentryProblemError, sentryNotConfigured } from '../problems';
import { findInstance } from './findInstance';
import { followConfig } from './followConfig';
import type { SentryService } from './SentryService';

export interface DefaultSentryServiceOptions {
  config: RootConfigService;
  logger: LoggerService;
  metrics: MetricsService;
  providers?: SentryCredentialsProvider[];
  fetch?: SentryFetch;
}

/** {@link SentryService} from config, with one pool of requests for each instance. */
export class DefaultSentryService implements SentryService {
  readonly config: SentryConfig;
  readonly #clients: Map<string, SentryClient>;

  /** @throws InputError where config is malformed; it names the path and the fix */
  static create(options: DefaultSentryServiceOptions): DefaultSentryService {
    const { logger, fetch, providers } = options;
    const { config, auth } = readSentrySection(options.config, {
      warn: message => logger.warn(message),
      providers,
    });
    const metrics = createClientMetrics(options.metrics);
    const clients = new Map<string, SentryClient>();
    const held = new Map<string, RotatingCredentials>();
    for (const instance of config.instances) {
      const { name } = instance;
      const credentials = auth.get(name)?.createCredentials(instance);
      if (credentials) {
        const rotating = RotatingCredentials.create(credentials);
        held.set(name, rotating);
        const http = SentryHttp.create({ instance, logger, metrics, fetch });
        clients.set(
          name,
          DefaultSentryClient.create({ http, credentials: rotating }),
        );
      }
    }
    followConfig({ ...options, instances: config.instances, held });
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

  /** Every kind of credential so far is one that all callers share. */
  async getClient(
    name: string,
    _options?: { caller?: SentryCaller },
  ): Promise<SentryClient> {
    const client = this.#clients.get(name);
    if (!client) {
      const isKnown = this.getInstance(name) !== undefined;
      throw new SentryProblemError(
        sentryNotConfigured({ instance: name, isKnown }),
      );
    }
    return client;
  }
}
