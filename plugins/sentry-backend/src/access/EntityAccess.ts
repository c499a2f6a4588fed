import {
  stringifyEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { SentryCaller } from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { SingleFlight } from '../cache';
import { aggregateAnnotations, ownAnnotations } from './aggregateAnnotations';
import type { CatalogReader } from './CatalogReader';
import { collectParts, isAggregate } from './collectParts';
import type { IssuePermission } from './IssuePermission';
import type { Admission, SentryEntity } from './types';

const MAX_DECISIONS = 10_000;
// In characters: a decision on a domain holds the projects of all its parts, and
// several times that is kept beside it of what these came to in Sentry.
const MAX_SIZE = 8 * 1024 * 1024;
// A refusal is soon looked at again: it is what people ask to have changed.
const LONGEST_REFUSAL_MS = 10_000;

type Decision =
  | { outcome: 'allowed'; entity: SentryEntity }
  | { outcome: 'unreadable' }
  | { outcome: 'denied' };

/** In milliseconds since 1970. */
type Remembered = Decision & { since: number; until: number };

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
  readonly #ttlMs: number;
  readonly #clock: () => number;
  readonly #flights = new SingleFlight();
  readonly #decisions = new LRUCache<string, Remembered>({
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
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * @throws NotFoundError where the caller can't read the entity, whether there is one or not
   * @throws NotAllowedError where the permission is denied
   */
  async check(
    ref: CompoundEntityRef,
    caller: SentryCaller,
  ): Promise<Admission> {
    const entityRef = stringifyEntityRef(ref);
    const decision = await this.#remembered(ref, entityRef, caller);
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

  async #remembered(
    ref: CompoundEntityRef,
    entityRef: string,
    { credentials }: SentryCaller,
  ): Promise<Decision> {
    // The whole principal: a service's access restrictions are part of who asks.
    const key = JSON.stringify([credentials.principal, entityRef]);
    const remembered = this.#decisions.get(key);
    const now = this.#clock();
    // Before its time is after the clock was set back.
    if (remembered && remembered.since <= now && now < remembered.until) {
      return remembered;
    }
    return this.#flights.run(key, async () => {
      const decision = await this.#decide(ref, entityRef, credentials);
      const ttl =
        decision.outcome === 'allowed'
          ? this.#ttlMs
          : Math.min(this.#ttlMs, LONGEST_REFUSAL_MS);
      if (ttl > 0) {
        const since = this.#clock();
        const until = since + ttl;
        this.#decisions.set(key, { ...decision, since, until });
      }
      return decision;
    });
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
