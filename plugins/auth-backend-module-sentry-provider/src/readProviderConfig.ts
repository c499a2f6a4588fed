import type { Config } from '@backstage/config';
import { readSentryBaseUrl } from 'backstage-plugin-sentry-node';

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

/** Secret and code go there: unlike a token in config, by http to no other machine. */
function readBaseUrl(config: Config): string {
  return readSentryBaseUrl(
    config.getOptionalString('baseUrl') ?? defaultBaseUrl,
    { path: 'auth.providers.sentry.<environment>.baseUrl' },
  );
}
