import type {
  AuditorService,
  AuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { SentryFetch } from '../client/http/fetchSameOrigin';
import { ApiKeyCredentials } from '../credentials/ApiKeyCredentials';
import { TokenExchange } from '../credentials/exchange';
import type { SentryCallerCredentials } from '../credentials/SentryCallerCredentials';
import type { SentryCredentials } from '../credentials/SentryCredentials';
import { TokenCredentials } from '../credentials/TokenCredentials';
import { UserCredentials } from '../credentials/UserCredentials';
import { readText } from './readText';
import { readTokenExchange } from './readTokenExchange';
import type { SentryInstanceConfig } from './types';
import { assertUsableKey, assertUsableToken } from './usableSecret';

/** What credentials are made with. */
export interface CredentialServices {
  auditor: AuditorService;
  auth: AuthService;
  logger: LoggerService;
  fetch?: SentryFetch;
}

/** The `auth` of an instance, checked. Its secrets are in no field of it. */
export interface InstanceAuth {
  type: string;
  /** Whether a provider serves it, which looks after changes itself. */
  isProvided: boolean;
  requireUserId?: boolean;
  createCredentials(
    instance: SentryInstanceConfig,
    services: CredentialServices,
  ): SentryCredentials | SentryCallerCredentials;
}

type AuthReader = (auth: Config, path: string) => InstanceAuth | undefined;

/** One reader per `auth.type`; a new way in is one more entry. */
export const authReaders: Record<string, AuthReader> = {
  token: (auth, path) => readToken(auth, `${path}.token`),
  'api-key': (auth, path) => readApiKey(auth, `${path}.apiKey`),
  user: () => ({
    type: 'user',
    isProvided: false,
    createCredentials: ({ name }) => UserCredentials.create({ instance: name }),
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
      isProvided: false,
      createCredentials: (instance, services) =>
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
