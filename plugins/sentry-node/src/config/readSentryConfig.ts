import type { Config } from '@backstage/config';
import { configError } from './configError';
import { defaultClientConfig, readClient, readInstance } from './readInstance';
import { readMilliseconds } from './readNumbers';
import { readSection, readSections } from './readSection';
import { readText } from './readText';
import type {
  SentryCacheConfig,
  SentryConfig,
  SentryInstanceConfig,
} from './types';

/** Any of these at the top level makes the instance `default`. */
const SHORT_FORM_KEYS = ['organization', 'token', 'auth', 'baseUrl'];

/** Stands before a colon in annotations, and in answers: never a token in the wrong place. */
const INSTANCE_NAME = /^(?!sntry[a-z]_|[0-9a-f]{40,}$)[a-z0-9][a-z0-9_-]*$/i;

/**
 * Reads and checks the `sentry` section of config. A config without one has no
 * instances.
 *
 * @param config - the root of config
 * @param options - `warn` hears of what works but should not be left so
 * @throws InputError that names the path in config and the fix, and never a secret
 * @public
 */
export function readSentryConfig(
  config: Config,
  options: { warn?: (message: string) => void } = {},
): SentryConfig {
  const { warn = () => {} } = options;
  const sentry = readSection(
    config,
    { key: 'sentry', path: 'sentry' },
    '{ organization: acme, token: ${SENTRY_TOKEN} }',
  );
  return {
    instances: sentry ? readInstances(sentry, warn) : [],
    cache: readCache(sentry && section(sentry, 'cache', '{ ttl: 60s }')),
    triage: {
      enabled: sentry ? readTriage(sentry) : false,
    },
  };
}

function readInstances(
  sentry: Config,
  warn: (message: string) => void,
): SentryInstanceConfig[] {
  const client = readClient(sentry, 'sentry', defaultClientConfig);
  const instances: SentryInstanceConfig[] = [];
  if (SHORT_FORM_KEYS.some(key => sentry.has(key))) {
    instances.push(
      readInstance(sentry, { name: 'default', path: 'sentry', client, warn }),
    );
  }
  const more = readSections(
    sentry,
    { key: 'instances', path: 'sentry.instances' },
    '[{ name: eu, organization: acme-eu }]',
  );
  for (const [index, instance] of more.entries()) {
    const path = `sentry.instances[${index}]`;
    const name = readName(instance, `${path}.name`);
    if (instances.some(other => other.name === name)) {
      throw configError(
        `${path}.name`,
        name === 'default' && index === 0
          ? `the keys directly below sentry are the instance 'default' already`
          : `the name '${name}' is taken by another instance`,
        'Give each instance its own name.',
      );
    }
    instances.push(readInstance(instance, { name, path, client, warn }));
  }
  // The one that annotations mean when they name none comes first.
  return instances.sort(
    (a, b) => Number(b.name === 'default') - Number(a.name === 'default'),
  );
}

function readName(instance: Config, path: string): string {
  const name = readText(instance, 'name', path);
  if (!name) {
    throw configError(path, 'it is missing', 'Name the instance, such as eu.');
  }
  if (!INSTANCE_NAME.test(name)) {
    throw configError(
      path,
      'it is no name that an annotation can refer to',
      'Use letters, digits, - and _, such as eu.',
    );
  }
  return name;
}

function readCache(cache: Config | undefined): SentryCacheConfig {
  const read = (key: string, fallback: number) =>
    readMilliseconds(cache, {
      key,
      path: `sentry.cache.${key}`,
      fallback,
      min: 0,
    });
  return {
    ttlMs: read('ttl', 60_000),
    staleForMs: read('staleFor', 15 * 60_000),
    accessTtlMs: read('accessTtl', 30_000),
  };
}

function readTriage(sentry: Config): boolean {
  const triage = section(sentry, 'triage', '{ enabled: true }');
  try {
    return triage?.getOptionalBoolean('enabled') ?? false;
  } catch {
    throw configError(
      'sentry.triage.enabled',
      'it is neither true nor false',
      'Write true or false.',
    );
  }
}

function section(sentry: Config, key: string, example: string) {
  return readSection(sentry, { key, path: `sentry.${key}` }, example);
}
