import {
  stringifyEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { SentryCaller } from 'backstage-plugin-sentry-node';
import { aggregateOf, ownAnnotations } from './aggregateAnnotations';
import type { CatalogReader } from './CatalogReader';
import { collectParts, isAggregate } from './collectParts';
import { DecisionMemo, type Decision } from './DecisionMemo';
import type { IssuePermission } from './IssuePermission';
import type { AuthorizedEntity } from './types';

/** @internal */
export interface EntityAccessOptions {
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
