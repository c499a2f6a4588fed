import type { Config } from '@backstage/config';
import { isSentrySaas } from '../mapping/links';
import type { SentryInstanceConfig } from '../config/types';

const SENTRY = 'https://sentry.io';

/**
 * The server that an address belongs to, as its users know it: the regions of sentry.io
 * are one, with the same accounts and tokens; any other is its address.
 *
 * @param baseUrl - of an instance
 * @public
 */
export function sentryServerOf(baseUrl: string): string {
  const url = URL.parse(baseUrl);
  if (!url) {
    return baseUrl;
  }
  const { protocol, hostname, origin, pathname } = url;
  return protocol === 'https:' && isSentrySaas(hostname)
    ? SENTRY
    : `${origin}${pathname}`.replace(/\/+$/, '');
}

/**
 * The servers that users of the portal connect to: those of the auth provider `sentry`,
 * as `sentryServerOf` names them. Empty where config has no such provider.
 *
 * @param config - the root of config
 */
export function sentryUserServers(config: Config): Set<string> {
  const provider = config.getOptionalConfig('auth.providers.sentry');
  const environment = config.getOptionalString('auth.environment');
  const environments = environment ? [environment] : (provider?.keys() ?? []);
  return new Set(
    environments.flatMap(name => {
      const settings = provider?.getOptionalConfig(name);
      return settings
        ? sentryServerOf(settings.getOptionalString('baseUrl') ?? SENTRY)
        : [];
    }),
  );
}

/**
 * The servers that users' own tokens may be sent to, of those that are asked with them.
 * Users connect to one: where several could be meant, the one of the auth provider `sentry`;
 * without such a provider in config, that of the first instance.
 *
 * A single server is taken for it under any address: it may be reached by
 * another one from here than from a browser.
 */
export function homesOfUserTokens(
  config: Config,
  instances: SentryInstanceConfig[],
): Set<string> {
  const asked = instances
    .filter(({ authType }) => authType === 'user')
    .map(({ baseUrl }) => sentryServerOf(baseUrl));
  const connected = sentryUserServers(config);
  const known = asked.filter(server => connected.has(server));
  return new Set(known.length ? known : asked.slice(0, 1));
}
