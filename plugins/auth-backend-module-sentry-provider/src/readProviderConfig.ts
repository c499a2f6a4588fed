import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const defaultBaseUrl = 'https://sentry.io';

/** Where Sentry is, and as which application Backstage is known there. */
export interface ProviderConfig {
  /** Without a slash at the end; a path is kept. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * Reads `auth.providers.sentry.<environment>`.
 *
 * @throws Error that names the key and the fix, and never quotes a secret
 */
export function readProviderConfig(config: Config): ProviderConfig {
  return {
    baseUrl: readBaseUrl(config),
    clientId: config.getString('clientId'),
    clientSecret: config.getString('clientSecret'),
  };
}

function readBaseUrl(config: Config): string {
  const text = config.getOptionalString('baseUrl') ?? defaultBaseUrl;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    !url ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.username + url.password + url.search + url.hash !== ''
  ) {
    throw new InputError(
      "The `baseUrl` of Sentry's auth provider must be the address of a server, such as https://sentry.io, with nothing but a path behind it",
    );
  }
  return url.href.replace(/\/+$/, '');
}
