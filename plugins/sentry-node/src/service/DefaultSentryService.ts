import type { SentryInstanceConfig, SentryConfig } from '../config/types';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { z } from 'zod';
import { createClientMetrics } from '../client/http/metrics';
import { createSentryClient } from '../client/createSentryClient';
import type { SentryAsker } from '../client/http/slots';
import { SentryHttp } from '../client/http/SentryHttp';
import type { SentryTraffic } from '../client/http/traffic';
import type { SentryClient } from '../client/SentryClient';
import {
  type CredentialServices,
  findInstance,
  readSentrySection,
} from '../config/readSentryConfig';
import {
  type SentryCaller,
  type SentryCredentials,
  type SentryCredentialsProvider,
  type ReplaceableCredentials,
  differByCaller,
  type SentryCallerCredentials,
} from '../credentials/types';
import { RotatingCredentials } from '../credentials/static';
import { UserCredentials } from '../credentials/user';
import { SentryProblemError } from '../problems';
import { followConfig } from './followConfig';
import {
  homesOfUserTokens,
  sentryServerOf,
  sentryUserServers,
} from './userServers';
import type { SentryService } from './SentryService';

interface DefaultSentryServiceOptions extends CredentialServices {
  config: RootConfigService;
  metrics: MetricsService;
  providers?: SentryCredentialsProvider[];
  /** What it shares with others of the process. Default: nothing. */
  traffic?: SentryTraffic;
}

const principalSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('user'), userEntityRef: z.string() }),
  z.object({ type: z.literal('service'), subject: z.string() }),
]);

/** The client for one caller and one request. */
type ClientFactory = (caller?: SentryCaller) => SentryClient;

/** {@link SentryService} from config, with one pool of requests for each instance. */
export class DefaultSentryService implements SentryService {
  readonly config: SentryConfig;
  readonly #shared = new Map<string, SentryClient>();
  readonly #factories = new Map<string, ClientFactory>();
  readonly #ways = new Map<string, SentryHttp>();
  /** Names of the instances that users' own tokens may be sent to. */
  readonly #takers = new Set<string>();
  readonly #listeners: Parameters<SentryService['onProblem']>[0][] = [];

  /** @throws InputError where config is malformed; it names the path and the fix */
  static create(options: DefaultSentryServiceOptions): DefaultSentryService {
    const { logger, fetch, providers, traffic } = options;
    const { config, auth } = readSentrySection(options.config, {
      warn: message => logger.warn(message),
      providers,
    });
    const service = new DefaultSentryService(config);
    const metrics = createClientMetrics(options.metrics);
    const held = new Map<string, ReplaceableCredentials>();
    const homes = homesOfUserTokens(options.config, config.instances);
    const connected = sentryUserServers(options.config);
    for (const instance of config.instances) {
      const way = auth.get(instance.name);
      if (!way) {
        continue;
      }
      const http = new SentryHttp({
        instance,
        logger,
        metrics,
        fetch,
        traffic,
        onProblem: problem =>
          service.#listeners.forEach(listener =>
            listener(instance.name, problem.toProblem()),
          ),
      });
      service.#ways.set(instance.name, http);
      const isForUsers = way.type === 'user';
      const isTaker = (isForUsers ? homes : connected).has(
        sentryServerOf(instance.baseUrl),
      );
      if (isTaker) {
        service.#takers.add(instance.name);
      }
      if (isForUsers && !isTaker) {
        service.#factories.set(instance.name, () => {
          throw new SentryProblemError(anotherServersUsers(instance));
        });
        continue;
      }
      const credentials = way.createCredentials(instance, options);
      if (!differByCaller(credentials)) {
        const rotating = new RotatingCredentials(credentials);
        held.set(instance.name, rotating);
        service.#share(http, rotating);
        continue;
      }
      service.#makeForCallers(http, credentials);
      // A provider looks after its own changes.
      if (!way.isProvided && isReplaceable(credentials)) {
        held.set(instance.name, credentials);
      }
    }
    followConfig({ ...options, instances: config.instances, held });
    return service;
  }

  private constructor(config: SentryConfig) {
    this.config = config;
  }

  #share(http: SentryHttp, credentials: SentryCredentials) {
    const make = (caller?: SentryCaller) =>
      this.#createClient(http, credentials, { isShared: true, caller });
    this.#shared.set(http.instance, make());
    // For a caller, who takes turns with others.
    this.#factories.set(http.instance, make);
  }

  #makeForCallers(http: SentryHttp, credentials: SentryCallerCredentials) {
    this.#factories.set(http.instance, caller =>
      this.#createClient(http, credentials.credentialsFor(caller), { caller }),
    );
  }

  #createClient(
    http: SentryHttp,
    credentials: SentryCredentials,
    { isShared, caller }: { isShared?: boolean; caller?: SentryCaller },
  ): SentryClient {
    return createSentryClient({
      http,
      credentials,
      isShared,
      asker: askerOf(caller),
      detailFields: this.config.detail.include,
    });
  }

  getInstance(name?: string): SentryInstanceConfig | undefined {
    return findInstance(this.config.instances, name);
  }

  getSharedClient(name: string): SentryClient | undefined {
    return this.#shared.get(name);
  }

  async getClient(
    name: string,
    options?: { caller?: SentryCaller },
  ): Promise<SentryClient> {
    const { caller } = options ?? {};
    const client =
      (caller ? undefined : this.#shared.get(name)) ??
      this.#factories.get(name)?.(caller);
    if (!client) {
      throw this.#notConfigured(name);
    }
    return client;
  }

  onProblem(listener: Parameters<SentryService['onProblem']>[0]): void {
    this.#listeners.push(listener);
  }

  takesUserTokens(name: string): boolean {
    return this.#takers.has(name);
  }

  async getUserClient(
    name: string,
    { caller }: { caller: SentryCaller },
  ): Promise<SentryClient> {
    const instance = this.getInstance(name);
    if (instance?.authType === 'user') {
      return this.getClient(name, { caller });
    }
    const http = this.#ways.get(name);
    if (!http || !instance) {
      throw this.#notConfigured(name);
    }
    if (!this.takesUserTokens(name)) {
      throw new SentryProblemError(anotherServersUsers(instance));
    }
    const credentials = new UserCredentials({ instance: name });
    return this.#createClient(http, credentials.credentialsFor(caller), {
      caller,
    });
  }

  #notConfigured(name: string): SentryProblemError {
    const isKnown = this.getInstance(name) !== undefined;
    return SentryProblemError.notConfigured({ instance: name, isKnown });
  }
}

/** People by who they are, whatever tokens they bring; all others are background work. */
function askerOf(caller?: SentryCaller): SentryAsker {
  const principal: unknown = caller?.credentials.principal;
  const who = principalSchema.safeParse(principal).data;
  switch (who?.type) {
    case 'user':
      return { id: who.userEntityRef };
    case 'service':
      return { id: `service ${who.subject}`, isBackground: true };
    default:
      return { id: 'background', isBackground: true };
  }
}

/** A token goes to no other server than the one that gave it out. */
function anotherServersUsers({ name, baseUrl }: SentryInstanceConfig) {
  return {
    code: 'NOT_CONFIGURED',
    message: `The Sentry instance \`${name}\` at ${new URL(baseUrl).host} would be asked with the viewer's own token, but users connect to another Sentry.`,
    action:
      'Ask your platform team to give the instance another `auth.type`: users can connect to one server, that of `auth.providers.sentry`.',
  } as const;
}

function isReplaceable(
  credentials: object,
): credentials is ReplaceableCredentials {
  return 'replace' in credentials;
}
