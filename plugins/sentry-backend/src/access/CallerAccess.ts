import type { UserInfoService } from '@backstage/backend-plugin-api';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  SentryIssueRelation,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import type { SentryCaller } from 'backstage-plugin-sentry-node';
import { aggregateOf } from './aggregateAnnotations';
import { askBackstage } from './askBackstage';
import type { CatalogReader } from './CatalogReader';
import { DecisionMemo, type Decision } from './DecisionMemo';
import type { IssuePermission } from './IssuePermission';
import { tooManyAnnotated } from './problems';
import type { Admission } from './types';

// Each is a question to the permission framework, and 500 projects is what a list goes over.
const MAX_ENTITIES = 1_000;

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

  /**
   * @param credentials - of the caller, who is a user
   * @param relation - `owned`: the annotated entities that the user or a group of theirs
   *   owns; `assigned`: all in which something may be assigned to them, their own first
   */
  async check(
    caller: SentryCaller,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    relation: SentryIssueRelation,
  ): Promise<Admission> {
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
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    relation: SentryIssueRelation,
  ): Promise<Decision> {
    const [own, all] = await Promise.all([
      this.#owned(credentials),
      relation === 'assigned'
        ? this.#reader.findAnnotated({ limit: MAX_ENTITIES }, credentials)
        : undefined,
    ]);
    const found = new Map<string, Entity>(
      [...own.entities, ...(all?.entities ?? [])].map(entity => [
        stringifyEntityRef(entity),
        entity,
      ]),
    );
    const refs = [...found.keys()].slice(0, MAX_ENTITIES);
    const problems: SentryProblem[] = [];
    if (!(all ?? own).isWhole || found.size > MAX_ENTITIES) {
      problems.push(
        tooManyAnnotated(
          all ? 'that you can read' : 'that you own',
          MAX_ENTITIES,
        ),
      );
    }
    const allowed = await this.#permission.allowed(refs, credentials);
    return {
      outcome: 'allowed',
      entity: aggregateOf({
        ref,
        parts: refs
          .filter(one => allowed.has(one))
          .flatMap(one => found.get(one) ?? []),
        problems,
      }),
    };
  }

  async #owned(credentials: BackstageCredentials<BackstageUserPrincipal>) {
    const { ownershipEntityRefs } = await askBackstage(
      'It could not be found out what you own',
      this.#logger,
      () => this.#userInfo.getUserInfo(credentials),
    );
    return this.#reader.findAnnotated(
      { ownedBy: [...new Set(ownershipEntityRefs)], limit: MAX_ENTITIES },
      credentials,
    );
  }
}
