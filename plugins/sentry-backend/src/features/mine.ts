import {
  SENTRY_PROJECT_FORM as FORM,
  SENTRY_PROJECT_SLUG_ANNOTATION as annotation,
  type SentryProblem,
  type SentryIssueRelation,
  type SentryIssuesQuery,
} from 'backstage-plugin-sentry-common';
import type { CallerRelation, CallerAccess } from '../access/CallerAccess';
import type {
  EntityProjectRef,
  SentryEntity,
  AuthorizedEntity,
} from '../access/types';
import { distinct, emptyAnswer } from '../answers/answerFrom';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  SentryProblemError,
  SentryCaller,
  SentryService,
} from 'backstage-plugin-sentry-node';
import { SentryAccounts, accountsOf } from '../access/accounts';
import { assigneeUnavailableReason } from './issues/assignee';
import type { Answer } from '../answers/AnswerCache';
import type { IssuesService } from './issues/IssuesService';
import type { SummaryQuery, SummaryService } from './summary/SummaryService';
import type { EnvironmentsService } from './environments/EnvironmentsService';
import type { ProjectsService } from './projects/ProjectsService';

const nothingFound: Record<CallerRelation, string> = {
  owned: 'You and your groups own no entity',
  assigned: 'There is no entity',
  teams: 'Your groups own no entity',
};

/** Of all that a user may look at nothing names a project. */
function nothingOfYours(relation: CallerRelation): SentryProblem {
  return {
    code: 'ANNOTATION_MISSING',
    message: `${nothingFound[relation]} with the annotation ${annotation} whose Sentry issues you may read.`,
    action: `In the catalog-info.yaml of an entity, add under metadata.annotations: ${annotation}: <project>. Allowed forms are ${FORM}. Its spec.owner says whose it is.`,
  };
}

/**
 * What is the caller's own, and beside it what others own, saying which is which. A project of
 * both is with each of its entities.
 *
 * @param own - what the caller owns
 * @param all - that and all else that they may look at
 * @param isAsked - whether others' project may have something that is assigned to the caller
 * @returns `own` itself where there is nothing beside it
 */
function withOthers(
  own: SentryEntity,
  all: SentryEntity,
  isAsked: (ref: EntityProjectRef) => boolean,
): SentryEntity {
  const ownRefs = own.parts?.map(({ ref }) => ref) ?? [];
  const others = all.annotations?.refs.filter(isAsked) ?? [];
  const isAny = others.some(({ entityRefs }) =>
    entityRefs.some(ref => !ownRefs.includes(ref)),
  );
  if (!all.annotations || !isAny) {
    return own;
  }
  const refs = new Map(own.annotations?.refs.map(ref => [ref.ref, ref]));
  for (const other of others) {
    const entityRefs = [
      ...(refs.get(other.ref)?.entityRefs ?? []),
      ...other.entityRefs,
    ];
    refs.set(other.ref, { ...other, entityRefs: [...new Set(entityRefs)] });
  }
  const problems = [
    ...(own.annotations?.problems ?? []),
    ...all.annotations.problems,
  ];
  const parts = [...(own.parts ?? []), ...(all.parts ?? [])];
  return {
    ...all,
    annotations: {
      ...all.annotations,
      refs: [...refs.values()],
      problems: distinct(problems, problem => JSON.stringify(problem)),
    },
    parts: distinct(parts, ({ ref }) => ref),
    own: ownRefs,
  };
}

/** @internal */
interface MyAccessOptions {
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
        if (!assigneeUnavailableReason(client, { ref, userIds })) {
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

/** @internal */
interface MyIssuesServiceOptions {
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

/** Sums up what the groups of a user own, group by group. */
export class MyTeamsService {
  readonly #summary: SummaryService;

  static create(options: { summary: SummaryService }): MyTeamsService {
    return new MyTeamsService(options.summary);
  }

  private constructor(summary: SummaryService) {
    this.#summary = summary;
  }

  /**
   * @param authorized - of a user to what their groups own
   * @throws SentryProblemError where that is nothing, or can't be asked
   */
  async summarize(
    authorized: AuthorizedEntity,
    asked: SummaryQuery,
  ): Promise<Answer> {
    if (!authorized.entity.annotations) {
      throw new SentryProblemError(nothingOfYours('teams'));
    }
    return this.#summary.summarize(authorized, asked);
  }
}

/** @internal */
interface MyChoicesServiceOptions {
  projects: ProjectsService;
  environments: EnvironmentsService;
}

/**
 * What a user's issues can be filtered by. Where none of what concerns them names a project
 * there is nothing to choose: that is no failure, and the list of issues says what to do.
 */
export class MyChoicesService {
  readonly #projects: ProjectsService;
  readonly #environments: EnvironmentsService;

  static create(options: MyChoicesServiceOptions): MyChoicesService {
    return new MyChoicesService(options);
  }

  private constructor(options: MyChoicesServiceOptions) {
    this.#projects = options.projects;
    this.#environments = options.environments;
  }

  /** @param authorized - of a user to what the relation is about */
  async projects(authorized: AuthorizedEntity): Promise<Answer> {
    return authorized.entity.annotations
      ? this.#projects.list(authorized)
      : emptyAnswer({ items: [] });
  }

  /** @param authorized - of a user to what the relation is about */
  async environments(authorized: AuthorizedEntity): Promise<Answer> {
    return authorized.entity.annotations
      ? this.#environments.list(authorized)
      : emptyAnswer({ items: [], defaults: [] });
  }
}
