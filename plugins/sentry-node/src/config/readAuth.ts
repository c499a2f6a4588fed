import type { Config } from '@backstage/config';
import { ApiKeyCredentials } from '../credentials/ApiKeyCredentials';
import type { SentryCredentials } from '../credentials/SentryCredentials';
import type { SentryCredentialsProvider } from '../credentials/SentryCredentialsProvider';
import { TokenCredentials } from '../credentials/TokenCredentials';
import { configError } from './configError';
import { readSection } from './readSection';
import { readText } from './readText';
import type { SentryInstanceConfig } from './types';
import { assertUsableKey, assertUsableToken } from './usableSecret';

/** The `auth` of an instance, checked. Its secrets are in no field of it. */
export interface InstanceAuth {
  type: string;
  /** Whether a provider serves it, which looks after changes itself. */
  isProvided: boolean;
  createCredentials(instance: SentryInstanceConfig): SentryCredentials;
}

export interface ReadAuthOptions {
  /** Where the instance stands, such as `sentry.instances[0]`. */
  path: string;
  providers: SentryCredentialsProvider[];
}

type AuthReader = (auth: Config, path: string) => InstanceAuth | undefined;

/** One reader per `auth.type`; a new way in is one more entry. */
const readers: Record<string, AuthReader> = {
  token: (auth, path) => readToken(auth, `${path}.token`),
  'api-key': (auth, path) => readApiKey(auth, `${path}.apiKey`),
};

/**
 * The credential of an instance: `token`, or `auth` with a type.
 *
 * @returns `undefined` where there is none, or where it is blank
 */
export function readAuth(
  config: Config,
  { path, providers }: ReadAuthOptions,
): InstanceAuth | undefined {
  const auth = readSection(
    config,
    { key: 'auth', path: `${path}.auth` },
    '{ type: token, token: ${SENTRY_TOKEN} }',
  );
  if (!auth) {
    return readToken(config, `${path}.token`);
  }
  if (readText(config, 'token', `${path}.token`)) {
    throw configError(
      `${path}.token`,
      `there is ${path}.auth, too`,
      'Keep one of the two: `token: …` is short for `auth: { type: token, token: … }`.',
    );
  }
  const type = readText(auth, 'type', `${path}.auth.type`);
  if (type !== undefined && Object.hasOwn(readers, type)) {
    return readers[type](auth, `${path}.auth`);
  }
  const provider = providers.find(one => one.type === type);
  if (!provider) {
    const served = [...Object.keys(readers), ...providers.map(p => p.type)];
    throw configError(
      `${path}.auth.type`,
      type ? 'it is no type that is served' : 'it is missing',
      `Use one of: ${served.join(', ')}. Others need a provider, see sentryCredentialsProvidersServiceRef.`,
    );
  }
  return {
    type: provider.type,
    isProvided: true,
    createCredentials: instance =>
      provider.createCredentials({ instance, auth }),
  };
}

function readToken(config: Config, path: string): InstanceAuth | undefined {
  const token = readText(config, 'token', path);
  if (!token) {
    return undefined;
  }
  assertUsableToken(token, path);
  return {
    type: 'token',
    isProvided: false,
    createCredentials: () => TokenCredentials.create({ token }),
  };
}

function readApiKey(config: Config, path: string): InstanceAuth | undefined {
  const key = readText(config, 'apiKey', path);
  if (!key) {
    return undefined;
  }
  assertUsableKey(key, path);
  return {
    type: 'api-key',
    isProvided: false,
    createCredentials: () => ApiKeyCredentials.create({ key }),
  };
}
