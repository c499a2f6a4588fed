import type { Config } from '@backstage/config';
import type { SentryCredentialsProvider } from '../credentials/SentryCredentialsProvider';
import { readAuth } from './readAuth';
import type { InstanceAuth } from './readAuthTypes';
import { readInteger, readMilliseconds } from './readNumbers';
import {
  readAllowedOrganizations,
  readOrganization,
} from './readOrganizations';
import { readSection } from './readSection';
import { readSentryBaseUrl } from './readSentryBaseUrl';
import { readServer } from './readServer';
import { readText } from './readText';
import type { SentryClientConfig, SentryInstanceConfig } from './types';

export const defaultClientConfig: SentryClientConfig = {
  timeoutMs: 10_000,
  maxConcurrency: 5,
  retries: 2,
};

const DEFAULT_BASE_URL = 'https://sentry.io';

export interface ReadInstanceOptions {
  name: string;
  /** Where this instance stands, such as `sentry.instances[0]`. */
  path: string;
  /** What the instance does not say itself. */
  client: SentryClientConfig;
  providers: SentryCredentialsProvider[];
  warn: (message: string) => void;
}

/** What may be told of an instance, and apart from it what may not. */
export interface ReadInstance {
  instance: SentryInstanceConfig;
  auth?: InstanceAuth;
}

export function readInstance(
  config: Config,
  options: ReadInstanceOptions,
): ReadInstance {
  const { name, path, client, providers, warn } = options;
  const organization = readOrganization(config, path);
  const baseUrl =
    readText(config, 'baseUrl', `${path}.baseUrl`) ?? DEFAULT_BASE_URL;
  const publicUrl = readText(config, 'publicUrl', `${path}.publicUrl`);
  const server = readServer(config, path);
  const auth = readAuth(config, { path, providers });
  const instance = {
    name,
    baseUrl: readSentryBaseUrl(baseUrl, { path: `${path}.baseUrl`, warn }),
    ...(publicUrl && {
      publicUrl: readSentryBaseUrl(publicUrl, {
        path: `${path}.publicUrl`,
        // Only people follow it: no secret travels there.
        warn: () => {},
      }),
    }),
    ...(server && { server }),
    ...(organization && { organization }),
    allowedOrganizations: readAllowedOrganizations(config, path),
    ...(auth && { authType: auth.type }),
    ...(auth?.requireUserId && { requireUserId: true }),
    client: readClient(config, path, client),
  };
  return { instance, auth };
}

/** The `client` section of an instance or of the top level. */
export function readClient(
  config: Config,
  path: string,
  fallback: SentryClientConfig,
): SentryClientConfig {
  const client = readSection(
    config,
    { key: 'client', path: `${path}.client` },
    '{ timeout: 10s }',
  );
  return {
    timeoutMs: readMilliseconds(client, {
      key: 'timeout',
      path: `${path}.client.timeout`,
      fallback: fallback.timeoutMs,
      min: 1,
      // Beyond this, Node's timers fire at once.
      max: 2 ** 31 - 1,
    }),
    maxConcurrency: readInteger(client, {
      key: 'maxConcurrency',
      path: `${path}.client.maxConcurrency`,
      fallback: fallback.maxConcurrency,
      min: 1,
    }),
    retries: readInteger(client, {
      key: 'retries',
      path: `${path}.client.retries`,
      fallback: fallback.retries,
      min: 0,
      max: 10,
    }),
  };
}
