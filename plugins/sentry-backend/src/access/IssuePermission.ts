import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { sentryIssueReadPermission } from 'backstage-plugin-sentry-common';

// Backstage's permission backend takes requests of 100 kB: some 400 questions.
const BATCH = 100;

/**
 * Asks the permission framework which entities' issues the caller may read.
 */
export class IssuePermission {
  readonly #permissions: PermissionsService;

  static create(options: { permissions: PermissionsService }): IssuePermission {
    return new IssuePermission(options.permissions);
  }

  private constructor(permissions: PermissionsService) {
    this.#permissions = permissions;
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

  async #authorize(refs: string[], credentials: BackstageCredentials) {
    try {
      return await this.#permissions.authorize(
        refs.map(resourceRef => ({
          permission: sentryIssueReadPermission,
          resourceRef,
        })),
        { credentials },
      );
    } catch {
      throw new ServiceUnavailableError(
        'The permission to read Sentry issues could not be checked',
      );
    }
  }
}
