import type {
  BackstageCredentials,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  sentryIssueReadPermission,
  sentryIssueUpdatePermission,
} from 'backstage-plugin-sentry-common';
import { askBackstage } from './askBackstage';
import { inBatches } from './inBatches';

const permissionTo = {
  read: sentryIssueReadPermission,
  update: sentryIssueUpdatePermission,
};
// Backstage's permission backend takes requests of 100 kB: some 400 questions.
const BATCH = 100;

/**
 * Asks the permission framework which entities' issues the caller may read, or change.
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
    to: 'read' | 'update' = 'read',
  ): Promise<Set<string>> {
    const allowed = await Promise.all(
      inBatches(refs, BATCH).map(async batch => {
        const decisions = await this.#authorize(batch, credentials, to);
        return batch.filter(
          (_, index) => decisions[index]?.result === AuthorizeResult.ALLOW,
        );
      }),
    );
    return new Set(allowed.flat());
  }

  #authorize(
    refs: string[],
    credentials: BackstageCredentials,
    to: keyof typeof permissionTo,
  ) {
    return askBackstage(
      `The permission to ${to} Sentry issues could not be checked`,
      this.#logger,
      () =>
        this.#permissions.authorize(
          refs.map(resourceRef => ({
            permission: permissionTo[to],
            resourceRef,
          })),
          { credentials },
        ),
    );
  }
}
