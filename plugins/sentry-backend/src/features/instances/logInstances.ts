import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';
import type { InstancesService } from './InstancesService';

/**
 * Logs a line for each instance: that it works, or what is wrong. Where there is none,
 * what to configure.
 */
export async function logInstances({
  instances,
  config,
  logger,
}: {
  instances: InstancesService;
  config: RootConfigService;
  logger: LoggerService;
}): Promise<void> {
  try {
    const { items } = await instances.list();
    if (!items.length) {
      const missing = config.has('sentry')
        ? 'no organization, token or instance below `sentry`'
        : 'no `sentry` section';
      logger.warn(
        `No Sentry instance is configured: app-config has ${missing}. Set sentry.organization and sentry.token.`,
      );
    }
    for (const status of items) {
      if (status.problems.some(({ code }) => code === 'NOT_CONNECTED')) {
        logger.info(
          `Sentry instance '${status.name}' at ${new URL(status.baseUrl).host}: asked as each viewer, so not checked at the start`,
        );
      } else if (status.problems.length) {
        logger.warn(lineOf(status));
      } else {
        logger.info(lineOf(status));
      }
    }
  } catch (error) {
    logger.warn(
      `The Sentry instances could not be checked: ${toError(error).name}`,
    );
  }
}

function lineOf(status: SentryInstanceStatus): string {
  const { name, baseUrl, organization, latencyMs, scopes, problems } = status;
  const facts = [
    status.reachable === undefined
      ? 'not asked'
      : `${status.reachable ? '' : 'not '}reachable`,
    latencyMs !== undefined && `${latencyMs} ms`,
    organization && status.organizationFound && `organization ${organization}`,
    status.credential && `credential ${status.credential}`,
    scopes?.unneeded.length &&
      `more scopes than needed: ${scopes.unneeded.join(', ')}`,
    // Whoever reads the log is the one who can mend it.
    ...problems.map(({ code, message, action }) =>
      [`${code}: ${message}`, action].filter(Boolean).join(' '),
    ),
  ].filter(Boolean);
  return `Sentry instance '${name}' at ${new URL(baseUrl).host}: ${facts.join('; ')}`;
}
