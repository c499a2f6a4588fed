import type { Config } from '@backstage/config';
import type { SentryInstanceConfig } from '../config';

const SENTRY = 'https://sentry.io';

/**
 * The servers that users' own tokens may be sent to, of those that are asked with them.
 * Users connect to one: where several could be meant, the one of the auth provider `sentry`;
 * without such a provider in config, that of the first instance.
 *
 * One server alone is believed to be it under whatever address: it may be reached by
 * another one from here than from a browser.
 */
export function homesOfUserTokens(
  config: Config,
  instances: SentryInstanceConfig[],
): Set<string> {
  const asked = instances
    .filter(({ authType }) => authType === 'user')
    .map(({ baseUrl }) => serverOf(baseUrl));
  const connected = providerServers(config);
  const known = asked.filter(server => connected.has(server));
  return new Set(known.length ? known : asked.slice(0, 1));
}

/** Regions of sentry.io are one server to users; others are their address. */
export function serverOf(baseUrl: string): string {
  const url = URL.parse(baseUrl);
  if (!url) {
    return baseUrl;
  }
  const { protocol, hostname, origin, pathname } = url;
  return protocol === 'https:' && /(^|\.)sentry\.io$/.test(hostname)
    ? SENTRY
    : `${origin}${pathname}`.replace(/\/+$/, '');
}

function providerServers(config: Config): Set<string> {
  const provider = config.getOptionalConfig('auth.providers.sentry');
  const environment = config.getOptionalString('auth.environment');
  const environments = environment ? [environment] : (provider?.keys() ?? []);
  return new Set(
    environments.flatMap(name => {
      const settings = provider?.getOptionalConfig(name);
      return settings
        ? serverOf(settings.getOptionalString('baseUrl') ?? SENTRY)
        : [];
    }),
  );
}
