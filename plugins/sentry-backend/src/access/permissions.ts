import type {
  BackstageCredentials,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  sentryInstanceReadPermission,
  sentryIssueReadPermission,
  sentryIssueUpdatePermission,
} from 'backstage-plugin-sentry-common';
import { askBackstage, inBatches } from './askBackstage';

const issuePermissions = {
  read: sentryIssueReadPermission,
  update: sentryIssueUpdatePermission,
};
// Backstage's permission backend takes requests of 100 kB: some 400 questions.
const BATCH = 100;

/** Asks Backstage's permission framework what a caller may do. */
export class SentryPermissions {
  readonly #permissions: PermissionsService;
  readonly #logger: LoggerService;

  constructor(options: {
    permissions: PermissionsService;
    logger: LoggerService;
  }) {
    this.#permissions = options.permissions;
    this.#logger = options.logger;
  }

  /** Those of the entities whose issues the caller may read, or update. */
  async allowed(
    refs: string[],
    credentials: BackstageCredentials,
    action: keyof typeof issuePermissions = 'read',
  ): Promise<Set<string>> {
    const permission = issuePermissions[action];
    const allowed = new Set<string>();
    await Promise.all(
      inBatches(refs, BATCH).map(async batch => {
        const decisions = await askBackstage(
          `The permission to ${action} Sentry issues could not be checked`,
          this.#logger,
          this.#permissions.authorize(
            batch.map(resourceRef => ({ permission, resourceRef })),
            { credentials },
          ),
        );
        for (const [index, ref] of batch.entries()) {
          if (decisions[index]?.result === AuthorizeResult.ALLOW) {
            allowed.add(ref);
          }
        }
      }),
    );
    return allowed;
  }

  /** @throws NotAllowedError where the caller may not read the diagnostics of instances */
  async checkInstances(credentials: BackstageCredentials): Promise<void> {
    if (!(await this.mayReadInstances(credentials))) {
      throw new NotAllowedError('You may not read the Sentry instances');
    }
  }

  /** Whether the caller may read what is about all of Sentry. */
  async mayReadInstances(credentials: BackstageCredentials): Promise<boolean> {
    const [decision] = await askBackstage(
      'The permission to read Sentry instances could not be checked',
      this.#logger,
      this.#permissions.authorize(
        [{ permission: sentryInstanceReadPermission }],
        { credentials },
      ),
    );
    return decision?.result === AuthorizeResult.ALLOW;
  }
}
