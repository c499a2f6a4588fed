import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { SentryFetch } from '../client/fetchSameOrigin';
import { ApiKeyCredentials } from '../credentials/ApiKeyCredentials';
import type { CallerCredentials } from '../credentials/CallerCredentials';
import { TokenExchange } from '../credentials/exchange';
import type { SentryCredentials } from '../credentials/SentryCredentials';
import { TokenCredentials } from '../credentials/TokenCredentials';
import { UserCredentials } from '../credentials/UserCredentials';
import { readText } from './readText';
import { readTokenExchange } from './readTokenExchange';
import type { SentryInstanceConfig } from './types';
import { assertUsableKey, assertUsableToken } from './usableSecret';

/** One credential for all callers. Its secrets are in no field of it. */
export interface SharedAuth {
  type: string;
  /** Whether a provider serves it, which looks after changes itself. */
  isProvided: boolean;
  createCredentials(instance: SentryInstanceConfig): SentryCredentials;
}

/** What credentials of callers are made with. */
export interface CallerAuthServices {
  auth: AuthService;
  logger: LoggerService;
  fetch?: SentryFetch;
}

/** Another credential for each caller. */
export interface CallerAuth {
  type: string;
  createCallerCredentials(
    instance: SentryInstanceConfig,
    services: CallerAuthServices,
  ): CallerCredentials;
}

/** The `auth` of an instance, checked. */
export type InstanceAuth = SharedAuth | CallerAuth;

type AuthReader = (auth: Config, path: string) => InstanceAuth | undefined;

/** One reader per `auth.type`; a new way in is one more entry. */
export const authReaders: Record<string, AuthReader> = {
  token: (auth, path) => readToken(auth, `${path}.token`),
  'api-key': (auth, path) => readApiKey(auth, `${path}.apiKey`),
  user: () => ({
    type: 'user',
    createCallerCredentials: ({ name }) =>
      UserCredentials.create({ instance: name }),
  }),
  'token-exchange': (auth, path) => readExchange(auth, path),
};

export function readToken(
  config: Config,
  path: string,
): InstanceAuth | undefined {
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

function readExchange(auth: Config, path: string): InstanceAuth | undefined {
  const settings = readTokenExchange(auth, path);
  return (
    settings && {
      type: 'token-exchange',
      createCallerCredentials: (instance, services) =>
        TokenExchange.create({
          ...services,
          instance,
          settings: {
            ...settings,
            resource: settings.resource ?? `${instance.baseUrl}/api/0/`,
          },
        }),
    }
  );
}
