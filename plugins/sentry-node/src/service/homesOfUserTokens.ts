import type { Config } from '@backstage/config';
import type { SentryInstanceConfig } from '../config';
import { sentryServerOf, sentryUserServers } from './userServers';

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
    .map(({ baseUrl }) => sentryServerOf(baseUrl));
  const connected = sentryUserServers(config);
  const known = asked.filter(server => connected.has(server));
  return new Set(known.length ? known : asked.slice(0, 1));
}
