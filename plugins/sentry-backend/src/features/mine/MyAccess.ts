import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { SentryIssueRelation } from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryCaller,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity, SentryEntity } from '../../access/types';
import type { CallerAccess } from '../../access/CallerAccess';
import type { SentryAccounts } from '../../access/SentryAccounts';
import { whyNobodys } from '../issues/assignee';
import { accountsOf } from './accountsOf';
import { withOthers } from './withOthers';

/** @internal */
export interface MyAccessOptions {
  callerAccess: CallerAccess;
  accounts: SentryAccounts;
  sentry: SentryService;
}

interface Joined {
  own: SentryEntity;
  instances: string;
  entity: SentryEntity;
}

/**
 * Lets users in to what their issues may be of: what stands in one relation to them or, where
 * none is named, what they own and beside it all else that they may look at. Of that only where
 * somebody says who they are in Sentry: elsewhere nothing can be assigned to them, and
 * nobody is asked. Asks Sentry nothing.
 */
export class MyAccess {
  readonly #callerAccess: CallerAccess;
  readonly #accounts: SentryAccounts;
  readonly #sentry: SentryService;
  // As long as the decisions: what is known of an entity is kept by the object.
  readonly #joined = new WeakMap<SentryEntity, Joined>();

  static create(options: MyAccessOptions): MyAccess {
    return new MyAccess(options);
  }

  private constructor(options: MyAccessOptions) {
    this.#callerAccess = options.callerAccess;
    this.#accounts = options.accounts;
    this.#sentry = options.sentry;
  }

  /** @param credentials - of the caller, who is a user */
  async check(
    caller: SentryCaller,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    relation?: SentryIssueRelation,
  ): Promise<AuthorizedEntity> {
    const check = (one: SentryIssueRelation) =>
      this.#callerAccess.check(caller, credentials, one);
    if (relation) {
      return check(relation);
    }
    const own = await check('owned');
    const instances = await this.#knownAt(caller, own.entity.ref);
    if (!instances.length) {
      return own;
    }
    const all = await check('assigned');
    return { caller, entity: this.#join(own.entity, all.entity, instances) };
  }

  /** Names of the instances of which it can be told what is assigned to the caller. */
  async #knownAt(caller: SentryCaller, ref: string): Promise<string[]> {
    const userIds = accountsOf(
      await this.#accounts.userIdOf(caller.credentials),
      this.#sentry,
    );
    const known: string[] = [];
    for (const { name } of this.#sentry.config.instances) {
      try {
        const client =
          this.#sentry.getSharedClient(name) ??
          (await this.#sentry.getClient(name, { caller }));
        if (!whyNobodys(client, { ref, userIds })) {
          known.push(name);
        }
      } catch (error) {
        if (!(error instanceof SentryProblemError)) {
          throw error;
        }
        // Whoever brought a token that is none is told so by what asks with it.
        if (error.code === 'TOKEN_REJECTED') {
          known.push(name);
        }
      }
    }
    return known;
  }

  #join(own: SentryEntity, all: SentryEntity, known: string[]): SentryEntity {
    const instances = known.join();
    const joined = this.#joined.get(all);
    if (joined?.own === own && joined.instances === instances) {
      return joined.entity;
    }
    const entity = withOthers(own, all, ({ instance }) =>
      known.includes(this.#sentry.getInstance(instance)?.name ?? ''),
    );
    this.#joined.set(all, { own, instances, entity });
    return entity;
  }
}
