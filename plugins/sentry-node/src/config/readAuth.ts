import type { Config } from '@backstage/config';
import type { SentryCredentialsProvider } from '../credentials/SentryCredentialsProvider';
import { configError } from './configError';
import { authReaders, readToken, type InstanceAuth } from './readAuthTypes';
import { readSection } from './readSection';
import { readFlag } from './readNumbers';
import { readText } from './readText';

export interface ReadAuthOptions {
  /** Where the instance stands, such as `sentry.instances[0]`. */
  path: string;
  providers: SentryCredentialsProvider[];
}

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
  if (type !== undefined && Object.hasOwn(authReaders, type)) {
    return withUserId(authReaders[type](auth, `${path}.auth`), auth, path);
  }
  const provider = providers.find(one => one.type === type);
  if (!provider) {
    const served = [...Object.keys(authReaders), ...providers.map(p => p.type)];
    throw configError(
      `${path}.auth.type`,
      type ? 'it is no type that is served' : 'it is missing',
      `Use one of: ${served.join(', ')}. Others need a provider, see sentryCredentialsProvidersServiceRef.`,
    );
  }
  return withUserId(
    {
      type: provider.type,
      isProvided: true,
      createCredentials: instance =>
        provider.createCredentials({ instance, auth }),
    },
    auth,
    path,
  );
}

function withUserId(
  way: InstanceAuth | undefined,
  auth: Config,
  path: string,
): InstanceAuth | undefined {
  const requireUserId = readFlag(
    auth,
    'requireUserId',
    `${path}.auth.requireUserId`,
  );
  return way && requireUserId ? { ...way, requireUserId } : way;
}
