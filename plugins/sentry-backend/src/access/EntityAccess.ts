import { randomUUID } from 'node:crypto';
import {
  stringifyEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { SentryCaller } from 'backstage-plugin-sentry-node';
import {
  aggregateOf,
  collectParts,
  isAggregate,
  ownAnnotations,
} from './aggregate';
import type { CatalogReader } from './CatalogReader';
import { decisionCache, decisionKey, ttlOf, type Decision } from './decisions';
import type { SentryPermissions } from './permissions';
import type { AuthorizedEntity } from './types';

interface Question {
  ref: CompoundEntityRef;
  credentials: SentryCaller['credentials'];
}

interface EntityAccessOptions {
  reader: CatalogReader;
  permissions: SentryPermissions;
  /** How long a decision to read is remembered, in milliseconds; 0 for not at all. */
  ttlMs: number;
}

/**
 * Decides whether a caller may read or change the Sentry issues of an entity. To read them
 * takes that the caller can read the entity in the catalog and has `sentry.issue.read` for
 * it; its Sentry annotations are not looked at before.
 */
export class EntityAccess {
  readonly #parts: EntityAccessOptions;
  readonly #decisions: ReturnType<typeof decisionCache<Question>>;

  constructor(options: EntityAccessOptions) {
    this.#parts = options;
    this.#decisions = decisionCache(options.ttlMs, question =>
      this.#decide(question),
    );
  }

  /**
   * @param options - `isAfresh`: whether to decide anew, as for a write
   * @throws NotFoundError where the caller can't read the entity, whether it exists or not
   * @throws NotAllowedError where the permission is denied
   */
  async check(
    ref: CompoundEntityRef,
    caller: SentryCaller,
    options: { isAfresh?: boolean } = {},
  ): Promise<AuthorizedEntity> {
    const entityRef = stringifyEntityRef(ref);
    const question = { ref, credentials: caller.credentials };
    const key = decisionKey(entityRef, caller);
    const { ttlMs } = this.#parts;
    let decision: Decision;
    if (ttlMs > 0 && !options.isAfresh) {
      decision = await this.#decisions.forceFetch(key, { context: question });
    } else {
      decision = await this.#decide(question);
      if (ttlMs > 0) {
        this.#decisions.set(key, decision, { ttl: ttlOf(decision, ttlMs) });
      }
    }
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

  /**
   * The entities whose issues the caller may change, asked afresh: the entity itself or, of
   * an aggregate, its parts. The permission for a system alone does not hold for its parts.
   *
   * @returns their refs
   */
  async updatable({ entity, caller }: AuthorizedEntity): Promise<Set<string>> {
    const refs = entity.annotations?.refs.flatMap(
      ({ entityRefs }) => entityRefs,
    );
    return this.#parts.permissions.allowed(
      [...new Set(refs?.length ? refs : [entity.ref])],
      caller.credentials,
      'update',
    );
  }

  /**
   * The same for a caller who is about to change something.
   *
   * @throws NotAllowedError where there is none
   */
  async checkUpdate(authorized: AuthorizedEntity): Promise<Set<string>> {
    const updatable = await this.updatable(authorized);
    if (!updatable.size) {
      throw new NotAllowedError(
        `You may not change the Sentry issues of ${authorized.entity.ref}`,
      );
    }
    return updatable;
  }

  async #decide({ ref, credentials }: Question): Promise<Decision> {
    const { reader, permissions, ttlMs } = this.#parts;
    const entityRef = stringifyEntityRef(ref);
    const entity = await reader.readEntity(ref, credentials);
    if (!entity) {
      return { outcome: 'unreadable' };
    }
    const allowed = await permissions.allowed([entityRef], credentials);
    if (!allowed.has(entityRef)) {
      return { outcome: 'denied' };
    }
    const decisionId = ttlMs > 0 ? randomUUID() : undefined;
    const annotations = ownAnnotations(entity);
    if (annotations || !isAggregate(entity)) {
      return {
        outcome: 'allowed',
        entity: { ref: entityRef, decisionId, annotations },
      };
    }
    const { parts, problems } = await collectParts(entity, reader, credentials);
    const allowedParts = await permissions.allowed(
      parts.map(part => stringifyEntityRef(part)),
      credentials,
    );
    return {
      outcome: 'allowed',
      entity: {
        decisionId,
        ...aggregateOf({
          ref: entityRef,
          entity,
          parts: parts.filter(part =>
            allowedParts.has(stringifyEntityRef(part)),
          ),
          problems,
        }),
      },
    };
  }
}
