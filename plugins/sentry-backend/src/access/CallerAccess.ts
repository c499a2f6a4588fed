import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { SentryIssueRelation } from 'backstage-plugin-sentry-common';
import type { SentryCaller } from 'backstage-plugin-sentry-node';
import {
  aggregateOf,
  toPart,
  inTheNameOf,
  tooManyAnnotated,
} from './aggregate';
import { askBackstage, type IssuePermission } from './permissions';
import type { CatalogReader } from './CatalogReader';
import { DecisionMemo, type Decision } from './DecisionMemo';
import type { AuthorizedEntity, EntityPart, SentryEntity } from './types';

// Each is a question to the permission framework, and 500 projects is what a list goes over.
const MAX_ENTITIES = 1_000;

type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/**
 * What is looked at: `owned`, the annotated entities that the user or a group of theirs
 * owns; `assigned`, all in which something may be assigned to them, their own first;
 * `teams`, those that groups of theirs own, in the name of these groups.
 */
export type CallerRelation = SentryIssueRelation | 'teams';

/** @internal */
export interface CallerAccessOptions {
  userInfo: UserInfoService;
  reader: CatalogReader;
  permission: IssuePermission;
  logger: LoggerService;
  /** How long a decision is remembered, in milliseconds; 0 for not at all. */
  ttlMs: number;
  clock?: () => number;
}

/**
 * Decides which entities' issues are looked at on behalf of a user over all the catalog:
 * none that they could not look at on the page of its own, which takes that they read it
 * in the catalog and hold `sentry.issue.read` for it.
 */
export class CallerAccess {
  readonly #userInfo: UserInfoService;
  readonly #reader: CatalogReader;
  readonly #permission: IssuePermission;
  readonly #logger: LoggerService;
  readonly #decisions: DecisionMemo;

  static create(options: CallerAccessOptions): CallerAccess {
    return new CallerAccess(options);
  }

  private constructor(options: CallerAccessOptions) {
    this.#userInfo = options.userInfo;
    this.#reader = options.reader;
    this.#permission = options.permission;
    this.#logger = options.logger;
    this.#decisions = DecisionMemo.create(options);
  }

  /** @param credentials - of the caller, who is a user */
  async check(
    caller: SentryCaller,
    credentials: UserCredentials,
    relation: CallerRelation,
  ): Promise<AuthorizedEntity> {
    const { userEntityRef: ref } = credentials.principal;
    const decision = await this.#decisions.get(relation, caller, () =>
      this.#decide(ref, credentials, relation),
    );
    // Whoever is signed in may look at what is their own, be it nothing.
    const entity = decision.outcome === 'allowed' ? decision.entity : { ref };
    return { entity, caller };
  }

  async #decide(
    ref: string,
    credentials: UserCredentials,
    relation: CallerRelation,
  ): Promise<Decision> {
    const owners = await this.#ownersOf(credentials);
    const groups = owners.filter(owner => owner.startsWith('group:'));
    const find = (ownedBy?: string[]) =>
      this.#reader.findAnnotated(
        { limit: MAX_ENTITIES, ...(ownedBy && { ownedBy }) },
        credentials,
      );
    const [own, all] = await Promise.all([
      find(relation === 'teams' ? groups : owners),
      relation === 'assigned' ? find() : undefined,
    ]);
    const found = [...own.entities, ...(all?.entities ?? [])];
    const isWhole = (all ?? own).isWhole;
    const entity = await this.#admit(ref, found, isWhole, credentials);
    return {
      outcome: 'allowed',
      entity:
        relation === 'teams'
          ? inTheNameOf(
              await this.#titlesOf(groups, credentials),
              entity,
              found,
            )
          : entity,
    };
  }

  /** What the caller may see of what was found. */
  async #admit(
    ref: string,
    found: Entity[],
    isWhole: boolean,
    credentials: UserCredentials,
  ): Promise<SentryEntity> {
    const byRef = new Map(
      found.map(entity => [stringifyEntityRef(entity), entity]),
    );
    const refs = [...byRef.keys()].slice(0, MAX_ENTITIES);
    const allowed = await this.#permission.allowed(refs, credentials);
    return aggregateOf({
      ref,
      parts: refs
        .filter(one => allowed.has(one))
        .flatMap(one => byRef.get(one) ?? []),
      problems:
        isWhole && byRef.size <= MAX_ENTITIES
          ? []
          : [tooManyAnnotated(MAX_ENTITIES)],
    });
  }

  async #ownersOf(credentials: UserCredentials): Promise<string[]> {
    const { ownershipEntityRefs } = await askBackstage(
      'It could not be found out what you own',
      this.#logger,
      () => this.#userInfo.getUserInfo(credentials),
    );
    return [...new Set(ownershipEntityRefs.map(ref => ref.toLowerCase()))];
  }

  /** Groups that the caller belongs to, with the titles of those that they can read. */
  async #titlesOf(
    groups: string[],
    credentials: UserCredentials,
  ): Promise<EntityPart[]> {
    const readable = await this.#reader.readEntities(groups, credentials);
    const titled = new Map(readable.map(toPart).map(part => [part.ref, part]));
    return groups.map(ref => titled.get(ref) ?? { ref });
  }
}
