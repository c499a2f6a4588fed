import type { Config } from '@backstage/config';
import { configError } from './configError';
import { readSection } from './readSection';
import { readText } from './readText';
import type { SentryAuthConfig } from './types';
import { assertUsableToken } from './usableToken';

/** One reader per `auth.type`; a new way in is one more entry. */
const readers: Record<
  SentryAuthConfig['type'],
  (auth: Config, path: string) => SentryAuthConfig | undefined
> = {
  token: (auth, path) => readToken(auth, `${path}.token`),
};

/**
 * The credential of an instance: `token`, or `auth` with a type.
 *
 * @returns `undefined` where there is none, or where it is blank
 */
export function readAuth(
  config: Config,
  path: string,
): SentryAuthConfig | undefined {
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
  const served = Object.keys(readers).join(', ');
  if (!isServed(type)) {
    throw configError(
      `${path}.auth.type`,
      type ? 'it is no type that is served' : 'it is missing',
      `Use one of: ${served}.`,
    );
  }
  return readers[type](auth, `${path}.auth`);
}

function isServed(type: string | undefined): type is SentryAuthConfig['type'] {
  return type !== undefined && Object.hasOwn(readers, type);
}

function readToken(config: Config, path: string): SentryAuthConfig | undefined {
  const token = readText(config, 'token', path);
  if (!token) {
    return undefined;
  }
  assertUsableToken(token, path);
  return sealed(token);
}

/** Not enumerable, so that config which is logged or serialised has no token. */
function sealed(token: string): SentryAuthConfig {
  const auth: SentryAuthConfig = { type: 'token', token };
  Object.defineProperty(auth, 'token', { enumerable: false });
  return auth;
}
