import type {
  SentryInstanceConfig,
  SentryService,
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
  return userId === undefined || !home
    ? {}
    : Object.fromEntries(
        instances
          .filter(instance => serverOf(instance) === serverOf(home))
          .map(({ name }) => [name, userId]),
      );
}

/** The regions of sentry.io share their users. */
function serverOf({ baseUrl }: SentryInstanceConfig): string {
  const { hostname } = new URL(baseUrl);
  return /(^|\.)sentry\.io$/.test(hostname) ? 'sentry.io' : baseUrl;
}
