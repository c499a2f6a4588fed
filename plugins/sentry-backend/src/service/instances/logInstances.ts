import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';
import type { InstancesService } from './InstancesService';

/** Logs a line for each instance: that it works, or what is wrong. */
export async function logInstances(
  instances: InstancesService,
  logger: LoggerService,
): Promise<void> {
  try {
    const { items } = await instances.list();
    for (const status of items) {
      if (status.reachable === undefined) {
        logger.info(
          `Sentry instance '${status.name}' at ${new URL(status.baseUrl).host}: asked as whoever looks, so not checked at the start`,
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
    status.reachable ? 'reachable' : 'not reachable',
    latencyMs !== undefined && `${latencyMs} ms`,
    organization && status.organizationFound && `organization ${organization}`,
    status.credential && `credential ${status.credential}`,
    scopes?.unneeded.length &&
      `more scopes than needed: ${scopes.unneeded.join(', ')}`,
    ...problems.map(({ code, message }) => `${code}: ${message}`),
  ].filter(Boolean);
  return `Sentry instance '${name}' at ${new URL(baseUrl).host}: ${facts.join('; ')}`;
}
