import type { RootConfigService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { SentryInstanceConfig } from '../config/types';
import {
  type CredentialServices,
  readSentrySection,
  type SentrySection,
} from '../config/readSentryConfig';
import type {
  SentryCredentialsProvider,
  ReplaceableCredentials,
} from '../credentials/types';

interface FollowConfigOptions extends CredentialServices {
  config: RootConfigService;
  providers?: SentryCredentialsProvider[];
  /** As they were at the start. */
  instances: SentryInstanceConfig[];
  /** By the name of the instance. */
  held: Map<string, ReplaceableCredentials>;
}

/**
 * Takes over each instance's credential whenever config changes, so that one can be
 * rotated without a restart. Everything else of the section is read at the start
 * alone, and what is wrong or missing now leaves the credential as it is.
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
    for (const { name, baseUrl } of instances) {
      const credentials = held.get(name);
      const now = section.config.instances.find(other => other.name === name);
      const auth = section.auth.get(name);
      if (!credentials) {
        continue;
      }
      if (!now || !auth) {
        logger.warn(
          `The changed config has no credential for the Sentry instance '${name}'; the one before stays in use.`,
        );
      } else if (now.baseUrl !== baseUrl) {
        // The token of another server: it must not go to this one.
        logger.warn(
          `The changed baseUrl of the Sentry instance '${name}', and its credential, are used after a restart.`,
        );
      } else if (!auth.isProvided) {
        // A provider looks after its own changes.
        const next = auth.createCredentials(now, options);
        const isNew = credentials.replace(next);
        if (isNew === undefined) {
          logger.warn(
            `The changed auth.type of the Sentry instance '${name}' is used after a restart.`,
          );
        } else if (isNew) {
          logger.info(`The Sentry instance '${name}' has a new credential.`);
        }
      }
    }
  });
}
