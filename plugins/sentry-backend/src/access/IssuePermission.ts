import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { sentryIssueReadPermission } from 'backstage-plugin-sentry-common';

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
    if (!refs.length) {
      return new Set();
    }
    const decisions = await this.#authorize(refs, credentials);
    return new Set(
      refs.filter(
        (_ref, index) => decisions[index]?.result === AuthorizeResult.ALLOW,
      ),
    );
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
