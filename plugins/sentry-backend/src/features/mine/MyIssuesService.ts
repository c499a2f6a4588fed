import type {
  SentryIssueRelation,
  SentryIssuesQuery,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../../access/types';
import type { SentryAccounts } from '../../access/SentryAccounts';
import type { Answer } from '../../answers/Answer';
import type { IssuesService } from '../issues/IssuesService';
import { accountsOf } from './accountsOf';
import { nothingOfYours } from './problems';

/** @internal */
export interface MyIssuesServiceOptions {
  issues: IssuesService;
  accounts: SentryAccounts;
  sentry: SentryService;
}

/** Lists the issues that concern a user, whichever entity they are of. */
export class MyIssuesService {
  readonly #issues: IssuesService;
  readonly #accounts: SentryAccounts;
  readonly #sentry: SentryService;

  static create(options: MyIssuesServiceOptions): MyIssuesService {
    return new MyIssuesService(options);
  }

  private constructor(options: MyIssuesServiceOptions) {
    this.#issues = options.issues;
    this.#accounts = options.accounts;
    this.#sentry = options.sentry;
  }

  /**
   * @param authorized - of a user to what the relation is about
   * @param relation - absent for both: what is the user's own, and what is assigned to them
   *   beside it
   * @throws SentryProblemError where nothing can be asked, or nobody says who the user is
   *   in Sentry
   */
  async list(
    authorized: AuthorizedEntity,
    relation: SentryIssueRelation | undefined,
    asked: SentryIssuesQuery,
  ): Promise<Answer> {
    const { entity, caller } = authorized;
    if (!entity.annotations) {
      throw new SentryProblemError(nothingOfYours(relation ?? 'owned'));
    }
    if (relation === 'owned') {
      return this.#issues.list(authorized, asked);
    }
    const userId = await this.#accounts.userIdOf(caller.credentials);
    return this.#issues.list(authorized, asked, {
      ref: entity.ref,
      userIds: accountsOf(userId, this.#sentry),
      ...(!relation && { besideOwn: true }),
    });
  }
}
