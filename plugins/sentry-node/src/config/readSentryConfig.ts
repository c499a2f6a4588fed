import type { Config } from '@backstage/config';
import type { SentryCredentialsProvider } from '../credentials/SentryCredentialsProvider';
import type { InstanceAuth } from './readAuthTypes';
import { readDetailFields } from './readDetailFields';
import { readInstances } from './readInstances';
import { readFlag, readMilliseconds } from './readNumbers';
import { readSection } from './readSection';
import type { SentryCacheConfig, SentryConfig } from './types';

/** The whole section: what anybody may read of it, and the instances' credentials. */
export interface SentrySection {
  config: SentryConfig;
  /** By the name of the instance. */
  auth: Map<string, InstanceAuth>;
}

/** Where a reader of config turns to. */
export interface ReadSentryConfigOptions {
  /** Hears of what works but should not be left so. */
  warn?: (message: string) => void;
  /** Those who serve further kinds of `auth.type`. */
  providers?: SentryCredentialsProvider[];
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
  const sentry = readSection(
    config,
    { key: 'sentry', path: 'sentry' },
    '{ organization: acme, token: ${SENTRY_TOKEN} }',
  );
  const read = sentry ? readInstances(sentry, { warn, providers }) : [];
  return {
    config: {
      instances: read.map(({ instance }) => instance),
      cache: readCache(sentry && section(sentry, 'cache', '{ ttl: 60s }')),
      triage: {
        enabled: sentry ? readTriage(sentry) : false,
      },
      detail: { include: sentry ? readDetailFields(sentry) : [] },
    },
    auth: new Map(
      read.flatMap(({ instance, auth }) =>
        auth ? [[instance.name, auth]] : [],
      ),
    ),
  };
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
  return readFlag(triage, 'enabled', 'sentry.triage.enabled') ?? false;
}

function section(sentry: Config, key: string, example: string) {
  return readSection(sentry, { key, path: `sentry.${key}` }, example);
}
