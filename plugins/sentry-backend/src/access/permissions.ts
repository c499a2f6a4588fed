import type {
  LoggerService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  ServiceUnavailableError,
  toError,
  NotAllowedError,
} from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  sentryIssueReadPermission,
  sentryIssueUpdatePermission,
  sentryInstanceReadPermission,
} from 'backstage-plugin-sentry-common';

// Refusals that are about the caller; they keep their own status.
const ABOUT_THE_CALLER = ['AuthenticationError', 'NotAllowedError'];
const MAX_REASON = 300;

/**
 * Asks a service of Backstage's that the decision on access needs. What fails
 * there is for the log; the caller learns that it is not about them.
 *
 * @param failure - what could not be done, as a sentence without its full stop
 */
export async function askBackstage<T>(
  failure: string,
  logger: LoggerService,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const error = toError(thrown);
    if (ABOUT_THE_CALLER.includes(error.name)) {
      throw error;
    }
    // Name and message alone: an error of a request may hold its headers.
    logger.warn(
      `${failure}: ${error.name}: ${error.message.slice(0, MAX_REASON)}`,
    );
    throw new ServiceUnavailableError(failure);
  }
}

/** The list in parts of that size; the last may be smaller. */
export function inBatches<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

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
