import type {
  BackstageCredentials,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { sentryIssueReadPermission } from 'backstage-plugin-sentry-common';
import { askBackstage } from './askBackstage';

// Backstage's permission backend takes requests of 100 kB: some 400 questions.
const BATCH = 100;

/**
 * Asks the permission framework which entities' issues the caller may read.
 */
export class IssuePermission {
  readonly #permissions: PermissionsService;
  readonly #logger: LoggerService;

  static create(options: {
    permissions: PermissionsService;
    logger: LoggerService;
  }): IssuePermission {
    return new IssuePermission(options.permissions, options.logger);
  }

  private constructor(permissions: PermissionsService, logger: LoggerService) {
    this.#permissions = permissions;
    this.#logger = logger;
  }

  /** Those of the entities whose issues the caller may read. */
  async allowed(
    refs: string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>> {
    const allowed = new Set<string>();
    for (let start = 0; start < refs.length; start += BATCH) {
      const batch = refs.slice(start, start + BATCH);
      const decisions = await this.#authorize(batch, credentials);
      batch.forEach((ref, index) => {
        if (decisions[index]?.result === AuthorizeResult.ALLOW) {
          allowed.add(ref);
        }
      });
    }
    return allowed;
  }

  #authorize(refs: string[], credentials: BackstageCredentials) {
    return askBackstage(
      'The permission to read Sentry issues could not be checked',
      this.#logger,
      () =>
        this.#permissions.authorize(
          refs.map(resourceRef => ({
            permission: sentryIssueReadPermission,
            resourceRef,
          })),
          { credentials },
        ),
    );
  }
}
