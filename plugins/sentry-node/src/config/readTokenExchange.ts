import type { Config } from '@backstage/config';
import type { TokenExchangeSettings } from '../credentials/exchange';
import { configError } from './configError';
import { isLoopback } from './readSentryBaseUrl';
import { readText } from './readText';

const DEFAULT_SCOPES = ['event:read', 'project:read', 'org:read'];
const DEFAULT_SUBJECT_TOKEN_TYPE = 'urn:ietf:params:oauth:token-type:jwt';

/** The `auth` of type token-exchange; `undefined` where its secret is blank. */
export function readTokenExchange(
  auth: Config,
  path: string,
): TokenExchangeSettings | undefined {
  const read = (key: string) => readText(auth, key, `${path}.${key}`);
  const clientSecret = read('clientSecret');
  if (!clientSecret) {
    return undefined;
  }
  const required = (key: string, fix: string) => {
    const value = read(key);
    if (!value) {
      throw configError(`${path}.${key}`, 'it is missing', fix);
    }
    return value;
  };
  const tokenUrl = required(
    'tokenUrl',
    'Write the token endpoint of your security token service.',
  );
  checkTokenUrl(tokenUrl, `${path}.tokenUrl`);
  const resource = read('resource');
  if (resource && !/^https?:$/.test(URL.parse(resource)?.protocol ?? '')) {
    throw configError(
      `${path}.resource`,
      'it is not a URL',
      'Write the address that the tokens are for, or leave it out: the API of the instance.',
    );
  }
  const audience = read('audience');
  return {
    tokenUrl,
    clientId: required(
      'clientId',
      'Write the name that Backstage has as a client of that service.',
    ),
    clientSecret,
    ...(resource && { resource }),
    ...(audience && { audience }),
    scopes: readScopes(auth, `${path}.scopes`),
    subjectTokenType: read('subjectTokenType') ?? DEFAULT_SUBJECT_TOKEN_TYPE,
  };
}

function checkTokenUrl(value: string, path: string): void {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw configError(path, 'it is not a URL', 'Write it with https://.');
  }
  if (url.username || url.password || url.hash) {
    throw configError(
      path,
      'it holds credentials or a hash',
      'Remove them; they belong into `clientId` and `clientSecret`.',
    );
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw configError(
      path,
      'it uses http, by which the client secret and the identities would travel unencrypted',
      'Use https.',
    );
  }
}

function readScopes(auth: Config, path: string): string[] {
  const value = auth.getOptional('scopes');
  if (value === undefined || value === null) {
    return DEFAULT_SCOPES;
  }
  const isScope = (item: unknown): item is string =>
    typeof item === 'string' && /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(item);
  if (!Array.isArray(value) || !value.length || !value.every(isScope)) {
    throw configError(
      path,
      'it is not a list of scopes',
      'Write it such as [event:read, project:read, org:read].',
    );
  }
  return value;
}
