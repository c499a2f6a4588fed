import {
  sentryServerOf,
  type SentryService,
} from 'backstage-plugin-sentry-node';

/**
 * The id of a user's account at each instance. An id is that of one server: the default
 * instance's, or the first one's. At another server somebody else may have it.
 *
 * @returns ids by names of instances
 */
export function accountsOf(
  userId: string | undefined,
  sentry: SentryService,
): Record<string, string> {
  const { instances } = sentry.config;
  const home = sentry.getInstance() ?? instances[0];
  const server = home && sentryServerOf(home.baseUrl);
  return userId === undefined || !home
    ? {}
    : Object.fromEntries(
        instances
          .filter(({ baseUrl }) => sentryServerOf(baseUrl) === server)
          .map(({ name }) => [name, userId]),
      );
}
