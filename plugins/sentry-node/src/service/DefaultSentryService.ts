import type {
  AuthService,
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
  /** Needed by credentials that differ by caller. */
  auth: AuthService;
  config: RootConfigService;
  logger: LoggerService;
  metrics: MetricsService;
  providers?: SentryCredentialsProvider[];
  fetch?: SentryFetch;
}

/** The client for a caller; the same for all where they share a credential. */
type ClientFactory = (caller?: SentryCaller) => SentryClient;

/** {@link SentryService} from config, with one pool of requests for each instance. */
export class DefaultSentryService implements SentryService {
  readonly config: SentryConfig;
  readonly #clients: Map<string, ClientFactory>;

  /** @throws InputError where config is malformed; it names the path and the fix */
  static create(options: DefaultSentryServiceOptions): DefaultSentryService {
    const { logger, fetch, providers } = options;
    const { config, auth } = readSentrySection(options.config, {
      warn: message => logger.warn(message),
      providers,
    });
    const metrics = createClientMetrics(options.metrics);
    const clients = new Map<string, ClientFactory>();
    const held = new Map<string, RotatingCredentials>();
    for (const instance of config.instances) {
      const { name } = instance;
      const way = auth.get(name);
      if (!way) {
        continue;
      }
      const http = SentryHttp.create({ instance, logger, metrics, fetch });
      if ('createCredentials' in way) {
        const credentials = RotatingCredentials.create(
          way.createCredentials(instance),
        );
        held.set(name, credentials);
        const client = DefaultSentryClient.create({ http, credentials });
        clients.set(name, () => client);
      } else {
        const callers = way.createCallerCredentials(instance, options);
        clients.set(name, caller =>
          DefaultSentryClient.create({
            http,
            credentials: callers.credentialsFor(caller),
          }),
        );
      }
    }
    followConfig({ ...options, instances: config.instances, held });
    return new DefaultSentryService(config, clients);
  }

  private constructor(
    config: SentryConfig,
    clients: Map<string, ClientFactory>,
  ) {
    this.config = config;
    this.#clients = clients;
  }

  getInstance(name?: string): SentryInstanceConfig | undefined {
    return findInstance(this.config.instances, name);
  }

  async getClient(
    name: string,
    options?: { caller?: SentryCaller },
  ): Promise<SentryClient> {
    const clientFor = this.#clients.get(name);
    if (!clientFor) {
      const isKnown = this.getInstance(name) !== undefined;
      throw new SentryProblemError(
        sentryNotConfigured({ instance: name, isKnown }),
      );
    }
    return clientFor(options?.caller);
  }
}
