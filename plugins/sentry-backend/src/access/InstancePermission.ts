import type {
  BackstageCredentials,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { sentryInstanceReadPermission } from 'backstage-plugin-sentry-common';
import { askBackstage } from './askBackstage';

/** Decides who may see how the configured instances are doing. */
export class InstancePermission {
  readonly #permissions: PermissionsService;
  readonly #logger: LoggerService;

  static create(options: {
    permissions: PermissionsService;
    logger: LoggerService;
  }): InstancePermission {
    return new InstancePermission(options.permissions, options.logger);
  }

  private constructor(permissions: PermissionsService, logger: LoggerService) {
    this.#permissions = permissions;
    this.#logger = logger;
  }

  /** @throws NotAllowedError where the permission is denied */
  async check(credentials: BackstageCredentials): Promise<void> {
    const [decision] = await askBackstage(
      'The permission to read Sentry instances could not be checked',
      this.#logger,
      () =>
        this.#permissions.authorize(
          [{ permission: sentryInstanceReadPermission }],
          { credentials },
        ),
    );
    if (decision?.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError('You may not read the Sentry instances');
    }
  }
}
