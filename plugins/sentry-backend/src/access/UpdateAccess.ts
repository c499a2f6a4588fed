import { NotAllowedError } from '@backstage/errors';
import type { IssuePermission } from './IssuePermission';
import type { AuthorizedEntity } from './types';

/**
 * Decides whose issues somebody may change who was let in to an entity: each entity whose
 * projects these are is asked about with `sentry.issue.update`, and none is remembered. Of a
 * system it is the components that count: to hold the permission for the system alone
 * is not to hold it for what belongs to it.
 */
export class UpdateAccess {
  readonly #permission: IssuePermission;

  static create(options: { permission: IssuePermission }): UpdateAccess {
    return new UpdateAccess(options.permission);
  }

  private constructor(permission: IssuePermission) {
    this.#permission = permission;
  }

  /** Refs of those entities whose issues the caller may change. */
  async updatable({ entity, caller }: AuthorizedEntity): Promise<Set<string>> {
    const refs = entity.annotations?.refs.flatMap(
      ({ entityRefs }) => entityRefs,
    );
    return this.#permission.allowed(
      [...new Set(refs?.length ? refs : [entity.ref])],
      caller.credentials,
      'update',
    );
  }

  /**
   * The same for who is about to change something.
   *
   * @throws NotAllowedError where it is none
   */
  async check(authorized: AuthorizedEntity): Promise<Set<string>> {
    const updatable = await this.updatable(authorized);
    if (!updatable.size) {
      throw new NotAllowedError(
        `You may not change the Sentry issues of ${authorized.entity.ref}`,
      );
    }
    return updatable;
  }
}
