import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  stringifyEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { readSentryAnnotations } from 'backstage-plugin-sentry-common';
import { LRUCache } from 'lru-cache';
import { SingleFlight } from '../cache';
import { aggregateAnnotations } from './aggregateAnnotations';
import type { CatalogReader } from './CatalogReader';
import { collectParts, isAggregate } from './collectParts';
import type { IssuePermission } from './IssuePermission';
import type { SentryEntity } from './types';

const MAX_DECISIONS = 10_000;
// In characters: a decision on a domain holds the projects of all its parts.
const MAX_SIZE = 16 * 1024 * 1024;
// A refusal is soon looked at again: it is what people ask to have changed.
const LONGEST_REFUSAL_MS = 10_000;

type Decision =
  | { outcome: 'allowed'; entity: SentryEntity }
  | { outcome: 'unreadable' }
  | { outcome: 'denied' };

/** @internal */
export interface EntityAccessOptions {
  reader: CatalogReader;
  permission: IssuePermission;
  /** How long a decision is remembered, in milliseconds; 0 for not at all. */
  ttlMs: number;
}

/**
 * Decides whether a caller may see the Sentry issues of an entity: they must be able to
 * read the entity in the catalog and hold `sentry.issue.read` for it. Nothing that an
 * entity says about Sentry is looked at before.
 */
export class EntityAccess {
  readonly #reader: CatalogReader;
  readonly #permission: IssuePermission;
  readonly #ttlMs: number;
  readonly #flights = new SingleFlight();
  readonly #decisions = new LRUCache<string, Decision>({
    max: MAX_DECISIONS,
    maxSize: MAX_SIZE,
    sizeCalculation: (decision, key) =>
      key.length + JSON.stringify(decision).length,
  });

  static create(options: EntityAccessOptions): EntityAccess {
    return new EntityAccess(options);
  }

  private constructor(options: EntityAccessOptions) {
    this.#reader = options.reader;
    this.#permission = options.permission;
    this.#ttlMs = options.ttlMs;
  }

  /**
   * @throws NotFoundError where the caller can't read the entity, whether there is one or not
   * @throws NotAllowedError where the permission is denied
   */
  async check(
    ref: CompoundEntityRef,
    credentials: BackstageCredentials,
  ): Promise<SentryEntity> {
    const entityRef = stringifyEntityRef(ref);
    const decision = await this.#remembered(ref, entityRef, credentials);
    switch (decision.outcome) {
      case 'allowed':
        return decision.entity;
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

  async #remembered(
    ref: CompoundEntityRef,
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Decision> {
    // The whole principal: a service's access restrictions are part of who asks.
    const key = JSON.stringify([credentials.principal, entityRef]);
    const remembered = this.#decisions.get(key);
    if (remembered) {
      return remembered;
    }
    return this.#flights.run(key, async () => {
      const decision = await this.#decide(ref, entityRef, credentials);
      const ttl =
        decision.outcome === 'allowed'
          ? this.#ttlMs
          : Math.min(this.#ttlMs, LONGEST_REFUSAL_MS);
      if (ttl > 0) {
        this.#decisions.set(key, decision, { ttl });
      }
      return decision;
    });
  }

  async #decide(
    ref: CompoundEntityRef,
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Decision> {
    const entity = await this.#reader.readEntity(ref, credentials);
    if (!entity) {
      return { outcome: 'unreadable' };
    }
    const allowed = await this.#permission.allowed([entityRef], credentials);
    if (!allowed.has(entityRef)) {
      return { outcome: 'denied' };
    }
    const own = readSentryAnnotations(entity);
    if (own || !isAggregate(entity)) {
      return {
        outcome: 'allowed',
        entity: { ref: entityRef, annotations: own },
      };
    }
    const parts = await collectParts({
      entity,
      reader: this.#reader,
      credentials,
    });
    const allowedParts = await this.#permission.allowed(
      parts.map(part => stringifyEntityRef(part)),
      credentials,
    );
    const annotations = aggregateAnnotations(
      entity,
      parts.filter(part => allowedParts.has(stringifyEntityRef(part))),
    );
    return { outcome: 'allowed', entity: { ref: entityRef, annotations } };
  }
}
