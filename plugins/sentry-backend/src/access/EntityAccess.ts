import {
  stringifyEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { SentryCaller } from 'backstage-plugin-sentry-node';
import {
  aggregateOf,
  ownAnnotations,
  collectParts,
  isAggregate,
} from './aggregate';
import type { CatalogReader } from './CatalogReader';
import { DecisionMemo, type Decision } from './DecisionMemo';
import type { IssuePermission } from './permissions';
import type { AuthorizedEntity } from './types';

/** @internal */
interface EntityAccessOptions {
  reader: CatalogReader;
  permission: IssuePermission;
  /** How long a decision is remembered, in milliseconds; 0 for not at all. */
  ttlMs: number;
  clock?: () => number;
}

/**
 * Decides whether a caller may see the Sentry issues of an entity: they must be able to
 * read the entity in the catalog and hold `sentry.issue.read` for it. Nothing that an
 * entity says about Sentry is looked at before.
 */
export class EntityAccess {
  readonly #reader: CatalogReader;
  readonly #permission: IssuePermission;
  readonly #decisions: DecisionMemo;

  static create(options: EntityAccessOptions): EntityAccess {
    return new EntityAccess(options);
  }

  private constructor(options: EntityAccessOptions) {
    this.#reader = options.reader;
    this.#permission = options.permission;
    this.#decisions = DecisionMemo.create(options);
  }

  /**
   * @param options - `isAfresh`: whether nothing that is remembered counts, as for a write
   * @throws NotFoundError where the caller can't read the entity, whether there is one or not
   * @throws NotAllowedError where the permission is denied
   */
  async check(
    ref: CompoundEntityRef,
    caller: SentryCaller,
    options: { isAfresh?: boolean } = {},
  ): Promise<AuthorizedEntity> {
    const entityRef = stringifyEntityRef(ref);
    const decide = () => this.#decide(ref, entityRef, caller.credentials);
    const decision = options.isAfresh
      ? await this.#decisions.getAfresh(entityRef, caller, decide)
      : await this.#decisions.get(entityRef, caller, decide);
    switch (decision.outcome) {
      case 'allowed':
        return { entity: decision.entity, caller };
      case 'denied':
        throw new NotAllowedError(
          `You may not read the Sentry issues of ${entityRef}`,
        );
      default:
        throw new NotFoundError(
          `There is no entity ${entityRef} that you can read`,
        );
    }
  }

  async #decide(
    ref: CompoundEntityRef,
    entityRef: string,
    credentials: SentryCaller['credentials'],
  ): Promise<Decision> {
    const entity = await this.#reader.readEntity(ref, credentials);
    if (!entity) {
      return { outcome: 'unreadable' };
    }
    const allowed = await this.#permission.allowed([entityRef], credentials);
    if (!allowed.has(entityRef)) {
      return { outcome: 'denied' };
    }
    const own = ownAnnotations(entity);
    if (own || !isAggregate(entity)) {
      return {
        outcome: 'allowed',
        entity: { ref: entityRef, annotations: own },
      };
    }
    const { parts, problems } = await collectParts({
      entity,
      reader: this.#reader,
      credentials,
    });
    const allowedParts = await this.#permission.allowed(
      parts.map(part => stringifyEntityRef(part)),
      credentials,
    );
    return {
      outcome: 'allowed',
      entity: aggregateOf({
        ref: entityRef,
        entity,
        parts: parts.filter(part => allowedParts.has(stringifyEntityRef(part))),
        problems,
      }),
    };
  }
}

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
