import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { SentryInstanceConfig } from '../config';
import {
  readSentrySection,
  type SentrySection,
} from '../config/readSentryConfig';
import type { SentryCredentialsProvider } from '../credentials';
import type { RotatingCredentials } from '../credentials/RotatingCredentials';

export interface FollowConfigOptions {
  config: RootConfigService;
  logger: LoggerService;
  providers?: SentryCredentialsProvider[];
  /** As they were at the start. */
  instances: SentryInstanceConfig[];
  /** By the name of the instance. */
  held: Map<string, RotatingCredentials>;
}

/**
 * Takes over each instance's token whenever config changes, so that one can be
 * rotated without a restart. Everything else of the section is read at the start
 * alone, and what is wrong or missing now leaves the token as it is.
 */
export function followConfig(options: FollowConfigOptions): void {
  const { config, logger, providers, instances, held } = options;
  config.subscribe?.(() => {
    let section: SentrySection;
    try {
      section = readSentrySection(config, { providers });
    } catch (error) {
      logger.warn(
        `The changed config of Sentry is not used: ${toError(error).message}`,
      );
      return;
    }
    for (const instance of instances) {
      const credentials = held.get(instance.name);
      if (credentials) {
        takeOver(instance, { section, credentials, logger });
      }
    }
  });
}

function takeOver(
  instance: SentryInstanceConfig,
  {
    section,
    credentials,
    logger,
  }: Pick<FollowConfigOptions, 'logger'> & {
    section: SentrySection;
    credentials: RotatingCredentials;
  },
): void {
  const { name, baseUrl } = instance;
  const now = section.config.instances.find(other => other.name === name);
  const auth = section.auth.get(name);
  if (!now || !auth) {
    logger.warn(
      `The changed config has no credential for the Sentry instance '${name}'; the one before stays in use.`,
    );
    return;
  }
  // The token of another server: it must not go to this one.
  if (now.baseUrl !== baseUrl) {
    logger.warn(
      `The changed baseUrl of the Sentry instance '${name}', and its credential, are used after a restart.`,
    );
    return;
  }
  if (!('createCredentials' in auth)) {
    logger.warn(
      `The changed auth.type of the Sentry instance '${name}' is used after a restart.`,
    );
    return;
  }
  // A provider looks after its own changes.
  if (auth.isProvided) {
    return;
  }
  if (credentials.replace(auth.createCredentials(now))) {
    logger.info(`The Sentry instance '${name}' has a new credential.`);
  }
}
