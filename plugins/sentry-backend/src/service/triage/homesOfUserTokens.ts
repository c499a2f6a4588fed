import type { Config } from '@backstage/config';

const SENTRY = 'https://sentry.io';

/**
 * The servers that users of the portal connect to: those of the auth provider `sentry`.
 * Empty where there is no such provider.
 */
export function homesOfUserTokens(config: Config): Set<string> {
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

/** Regions of sentry.io are one server to users; others are their address. */
export function serverOf(baseUrl: string): string {
  if (!URL.canParse(baseUrl)) {
    return baseUrl;
  }
  const { protocol, hostname, host, pathname } = new URL(baseUrl);
  const isSaas = hostname === 'sentry.io' || hostname.endsWith('.sentry.io');
  return isSaas && protocol === 'https:'
    ? SENTRY
    : `${protocol}//${host}${pathname.replace(/\/+$/, '')}`;
}
