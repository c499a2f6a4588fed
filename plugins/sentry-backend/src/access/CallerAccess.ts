import { randomUUID } from 'node:crypto';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { SentryIssueRelation } from 'backstage-plugin-sentry-common';
import type { SentryCaller } from 'backstage-plugin-sentry-node';
import { aggregateOf, groupByOwner, toPart } from './aggregate';
import { askBackstage } from './askBackstage';
import type { CatalogReader } from './CatalogReader';
import { decisionCache, decisionKey, type Decision } from './decisions';
import type { SentryPermissions } from './permissions';
import type { AuthorizedEntity, EntityPart, SentryEntity } from './types';

// Each is a question to the permission framework; a list covers 500 projects.
const MAX_ENTITIES = 1_000;

type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/**
 * `owned`: the annotated entities that the user or a group of theirs owns; `assigned`: all
 * in which something may be assigned to them, their own first; `teams`: those that groups of
 * theirs own, grouped by these groups.
 */
export type CallerRelation = SentryIssueRelation | 'teams';

interface Question {
  credentials: UserCredentials;
  relation: CallerRelation;
}

interface CallerAccessOptions {
  userInfo: UserInfoService;
  reader: CatalogReader;
  permissions: SentryPermissions;
  logger: LoggerService;
  /** How long a decision is remembered, in milliseconds; 0 for not at all. */
  ttlMs: number;
}

/**
 * Decides which entities of the whole catalog a user may read the issues of: the same that
 * they may read on the entity's own page.
 */
export class CallerAccess {
  readonly #parts: CallerAccessOptions;
  readonly #decisions: ReturnType<typeof decisionCache<Question>>;

  constructor(options: CallerAccessOptions) {
    this.#parts = options;
    this.#decisions = decisionCache(options.ttlMs, question =>
      this.#decide(question),
    );
  }

  /** @returns an aggregate in the user's name; without annotations where nothing is theirs */
  async check(
    caller: SentryCaller,
    credentials: UserCredentials,
    relation: CallerRelation,
  ): Promise<AuthorizedEntity> {
    const question = { credentials, relation };
    const decision =
      this.#parts.ttlMs > 0
        ? await this.#decisions.forceFetch(decisionKey(relation, caller), {
            context: question,
          })
        : await this.#decide(question);
    const ref = credentials.principal.userEntityRef;
    const entity = decision.outcome === 'allowed' ? decision.entity : { ref };
    return { entity, caller };
  }

  async #decide({ credentials, relation }: Question): Promise<Decision> {
    const owners = await this.#ownersOf(credentials);
    const groups = owners.filter(owner => owner.startsWith('group:'));
    const find = (ownedBy?: string[]) =>
      this.#parts.reader.findAnnotated(
        { limit: MAX_ENTITIES, ...(ownedBy && { ownedBy }) },
        credentials,
      );
    const [own, all] = await Promise.all([
      find(relation === 'teams' ? groups : owners),
      relation === 'assigned' ? find() : undefined,
    ]);
    const found = [...own.entities, ...(all?.entities ?? [])];
    const isWhole = (all ?? own).isWhole;
    const entity = await this.#readable(found, isWhole, credentials);
    const decisionId = this.#parts.ttlMs > 0 ? randomUUID() : undefined;
    return {
      outcome: 'allowed',
      entity: {
        decisionId,
        ...(relation === 'teams'
          ? groupByOwner(
              await this.#titlesOf(groups, credentials),
              entity,
              found,
            )
          : entity),
      },
    };
  }

  /** Those of the entities whose issues the caller may read, as one. */
  async #readable(
    found: Entity[],
    isWhole: boolean,
    credentials: UserCredentials,
  ): Promise<SentryEntity> {
    const byRef = new Map(
      found.map(entity => [stringifyEntityRef(entity), entity]),
    );
    const refs = [...byRef.keys()].slice(0, MAX_ENTITIES);
    const allowed = await this.#parts.permissions.allowed(refs, credentials);
    return aggregateOf({
      ref: credentials.principal.userEntityRef,
      parts: refs
        .filter(one => allowed.has(one))
        .flatMap(one => byRef.get(one) ?? []),
      problems:
        isWhole && byRef.size <= MAX_ENTITIES
          ? []
          : [
              {
                code: 'ANNOTATION_INVALID',
                message: `More than ${MAX_ENTITIES} entities with Sentry projects concern you; the others are left out.`,
                action: 'Look at the pages of the others in the catalog.',
              },
            ],
    });
  }

  async #ownersOf(credentials: UserCredentials): Promise<string[]> {
    const { ownershipEntityRefs } = await askBackstage(
      'Your ownership could not be read',
      this.#parts.logger,
      this.#parts.userInfo.getUserInfo(credentials),
    );
    return [...new Set(ownershipEntityRefs.map(ref => ref.toLowerCase()))];
  }

  /** The groups, with the titles of those that the caller can read. */
  async #titlesOf(
    groups: string[],
    credentials: UserCredentials,
  ): Promise<EntityPart[]> {
    const readable = await this.#parts.reader.readEntities(groups, credentials);
    const titled = new Map(readable.map(toPart).map(part => [part.ref, part]));
    return groups.map(ref => titled.get(ref) ?? { ref });
  }
}
