import type {
  AuditorService,
  AuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { SentryFetch } from '../http';
import { ApiKeyCredentials, TokenCredentials } from '../credentials/static';
import { TokenExchange } from '../credentials/exchange/TokenExchange';
import type {
  SentryCallerCredentials,
  SentryCredentials,
  SentryCredentialsProvider,
} from '../credentials/types';
import { UserCredentials } from '../credentials/user';
import { compact } from '../mapping/fields';
import { isUnencrypted, unencryptedWarning } from './baseUrl';
import { configError, configErrorOf } from './configError';
import { readCoverage } from './coverage';
import { readNotifications } from './notifications';
import type { AuthKeys } from './auth';
import { sentrySchema, type InstanceKeys } from './schema';
import type { SentryConfig, SentryInstanceConfig } from './types';

const DEFAULT_BASE_URL = 'https://sentry.io';
const DEFAULT_SCOPES = ['event:read', 'project:read', 'org:read'];
const DEFAULT_SUBJECT_TOKEN_TYPE = 'urn:ietf:params:oauth:token-type:jwt';

/** Any of these at the top level makes the instance `default`. */
const SHORT_FORM_KEYS = [
  'organization',
  'token',
  'auth',
  'baseUrl',
  'publicUrl',
  'server',
];

/** Whether keys at the top level of the section make the instance `default`. */
export function hasShortForm(config: Config): boolean {
  return SHORT_FORM_KEYS.some(key => config.has(`sentry.${key}`));
}

/**
 * The instance of that name. Without a name: the one called `default`, or the
 * only one there is. Among several none is guessed.
 */
export function findInstance<T extends { name: string }>(
  instances: T[],
  name?: string,
): T | undefined {
  if (name === undefined && instances.length === 1) {
    return instances[0];
  }
  return instances.find(instance => instance.name === (name ?? 'default'));
}

/** What credentials are made with. */
export interface CredentialServices {
  auditor: AuditorService;
  auth: AuthService;
  logger: LoggerService;
  fetch?: SentryFetch;
}

/** The `auth` of an instance, checked. Its secrets are in no field of it. */
interface InstanceAuth {
  type: string;
  /** Whether a provider serves it, which looks after changes itself. */
  isProvided: boolean;
  createCredentials(
    instance: SentryInstanceConfig,
    services: CredentialServices,
  ): SentryCredentials | SentryCallerCredentials;
}

/** The whole section: what anybody may read of it, and the instances' credentials. */
export interface SentrySection {
  config: SentryConfig;
  /** By the name of the instance. */
  auth: Map<string, InstanceAuth>;
}

/** Where a reader of config turns to. */
export interface ReadSentryConfigOptions {
  /** Called with each config warning. */
  warn?: (message: string) => void;
  /** Serve further kinds of `auth.type`. */
  providers?: SentryCredentialsProvider[];
}

/** One instance in config. */
interface Place {
  name: string;
  /** Such as `sentry.instances[0]`. */
  path: string;
  keys: InstanceKeys;
  config: Config;
}

/**
 * Reads and checks the `sentry` section of config, without its secrets. A config
 * without one has no instances.
 *
 * @param config - the root of config
 * @throws InputError that names the path in config and the fix, and never a secret
 */
export function readSentryConfig(
  config: Config,
  options?: ReadSentryConfigOptions,
): SentryConfig {
  return readSentrySection(config, options).config;
}

/** The same, with the credentials. */
export function readSentrySection(
  config: Config,
  { warn = () => {}, providers = [] }: ReadSentryConfigOptions = {},
): SentrySection {
  const schema = sentrySchema(providers.map(({ type }) => type));
  const parsed = schema.safeParse(config.getOptional('sentry') ?? {});
  if (!parsed.success) {
    throw configErrorOf(parsed.error.issues, 'sentry');
  }
  const {
    instances = [],
    cache,
    triage,
    detail,
    notifications,
    coverage,
    ...top
  } = parsed.data;
  const places: Place[] = [];
  if (hasShortForm(config)) {
    const sentry = config.getConfig('sentry');
    places.push({ name: 'default', path: 'sentry', keys: top, config: sentry });
  }
  for (const [index, { name, ...keys }] of instances.entries()) {
    const path = `sentry.instances[${index}]`;
    if (places.some(other => other.name === name)) {
      throw configError(
        `${path}.name`,
        `the name '${name}' is taken by another instance${name === 'default' ? ', or by the keys directly below sentry' : ''}. Give each instance its own name.`,
      );
    }
    const sentry = config.getConfigArray('sentry.instances')[index];
    places.push({ name, path, keys, config: sentry });
  }
  // The one that annotations mean when they name none comes first.
  const rankOf = ({ name }: Place) => (name === 'default' ? 0 : 1);
  places.sort((a, b) => rankOf(a) - rankOf(b));

  const auth = new Map<string, InstanceAuth>();
  const read = places.map((place): SentryInstanceConfig => {
    const way = readAuth(place, providers);
    if (way) {
      auth.set(place.name, way);
    }
    const { auth: given } = place.keys;
    const requiresId =
      way && given && 'requireUserId' in given && given.requireUserId;
    return compact({
      ...readInstance(place, top.client, warn),
      authType: way?.type,
      requireUserId: requiresId || undefined,
    });
  });
  return {
    config: {
      instances: read,
      cache: {
        ttlMs: cache?.ttl ?? 60_000,
        staleForMs: cache?.staleFor ?? 15 * 60_000,
        accessTtlMs: cache?.accessTtl ?? 30_000,
      },
      triage: { enabled: triage?.enabled ?? false },
      detail: { include: detail?.include ?? [] },
      coverage: readCoverage(coverage),
      ...(notifications && {
        notifications: readNotifications(notifications),
      }),
    },
    auth,
  };
}

function readInstance(
  { name, path, keys }: Place,
  topClient: InstanceKeys['client'],
  warn: (message: string) => void,
): SentryInstanceConfig {
  const { baseUrl = DEFAULT_BASE_URL, publicUrl, server, organization } = keys;
  if (isUnencrypted(baseUrl)) {
    warn(unencryptedWarning(`${path}.baseUrl`));
  }
  const client = { ...topClient, ...compact(keys.client ?? {}) };
  return {
    name,
    baseUrl,
    publicUrl,
    server,
    organization,
    allowedOrganizations: keys.allowedOrganizations ?? [],
    client: {
      timeoutMs: client.timeout ?? 10_000,
      maxConcurrency: client.maxConcurrency ?? 5,
      retries: client.retries ?? 2,
    },
  };
}

/** `undefined` where there is no credential, or where it is blank. */
function readAuth(
  { keys, config }: Place,
  providers: SentryCredentialsProvider[],
): InstanceAuth | undefined {
  const auth: AuthKeys = keys.auth ?? { type: 'token', token: keys.token };
  switch (auth.type) {
    case 'token': {
      const { type, token } = auth;
      return token
        ? builtIn(type, () => new TokenCredentials({ token }))
        : undefined;
    }
    case 'api-key': {
      const { type, apiKey: key } = auth;
      return key
        ? builtIn(type, () => new ApiKeyCredentials({ key }))
        : undefined;
    }
    case 'user':
      return builtIn(
        auth.type,
        ({ name }) => new UserCredentials({ instance: name }),
      );
    case 'token-exchange':
      return readTokenExchange(auth);
    default: {
      const provider = providers.find(({ type }) => type === auth.by);
      return (
        provider && {
          type: provider.type,
          isProvided: true,
          createCredentials: instance =>
            provider.createCredentials({
              instance,
              auth: config.getConfig('auth'),
            }),
        }
      );
    }
  }
}

function readTokenExchange(
  auth: Extract<AuthKeys, { type: 'token-exchange' }>,
): InstanceAuth | undefined {
  const { type, clientId, clientSecret, tokenUrl, resource, audience } = auth;
  if (!clientSecret || !clientId || !tokenUrl) {
    return undefined;
  }
  return builtIn(
    type,
    (instance, services) =>
      new TokenExchange({
        ...services,
        instance,
        settings: {
          tokenUrl,
          clientId,
          clientSecret,
          ...(audience && { audience }),
          resource: resource ?? `${instance.baseUrl}/api/0/`,
          scopes: auth.scopes ?? DEFAULT_SCOPES,
          subjectTokenType: auth.subjectTokenType ?? DEFAULT_SUBJECT_TOKEN_TYPE,
        },
      }),
  );
}

function builtIn(
  type: string,
  createCredentials: InstanceAuth['createCredentials'],
): InstanceAuth {
  return { type, isProvided: false, createCredentials };
}
