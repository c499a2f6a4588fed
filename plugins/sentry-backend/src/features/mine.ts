import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  SENTRY_PROJECT_FORM,
  SENTRY_PROJECT_SLUG_ANNOTATION,
  type SentryIssueRelation,
  type SentryIssuesQuery,
  type SentryProblem,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  sentryServerOf,
  type SentryCaller,
  type SentryClient,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { accountsOf, type SentryAccounts } from '../access/accounts';
import type { CallerAccess, CallerRelation } from '../access/CallerAccess';
import type { AuthorizedEntity, SentryEntity } from '../access/types';
import type { Answer } from '../answers/AnswerCache';
import { distinct, emptyAnswer } from '../answers/compose';
import type { EnvironmentsService } from './environments';
import { assigneeUnavailableReason } from './issues/query';
import type { IssuesService } from './issues/IssuesService';
import type { ProjectsService } from './projects';
import type { IssueAssignee } from './issues/types';
import type { SummaryQuery, SummaryService } from './summary/SummaryService';

// The account of a token never changes.
const KEPT_MS = 10 * 60_000;
const MAX_USERS = 10_000;

interface MineServiceOptions {
  callerAccess: CallerAccess;
  accounts: SentryAccounts;
  sentry: SentryService;
  issues: IssuesService;
  projects: ProjectsService;
  environments: EnvironmentsService;
  summary: SummaryService;
}

/** What concerns a user in Sentry, over all entities of the catalog. */
export class MineService {
  readonly #options: MineServiceOptions;
  /** Whose a token is, by what identifies the token. */
  readonly #connected = new LRUCache<string, { userId?: string }, SentryClient>(
    {
      max: MAX_USERS,
      ttl: KEPT_MS,
      ttlResolution: 0,
      ignoreFetchAbort: true,
      fetchMethod: async (_key, _known, { context }) => ({
        userId: (await context.getIndex()).user?.id,
      }),
    },
  );

  constructor(options: MineServiceOptions) {
    this.#options = options;
  }

  /**
   * Finds the entities whose issues may concern the user, as one. Asks Sentry nothing.
   *
   * @param credentials - of the caller
   * @param relation - absent: what they own and, at instances where their Sentry account is
   *   known, all else that they may read, because something may be assigned to them
   */
  async authorize(
    caller: SentryCaller,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    relation?: CallerRelation,
  ): Promise<AuthorizedEntity> {
    const { callerAccess } = this.#options;
    const own = await callerAccess.check(
      caller,
      credentials,
      relation ?? 'owned',
    );
    const instances = relation
      ? []
      : await this.#instancesThatKnow(caller, own.entity.ref);
    if (!instances.length) {
      return own;
    }
    const all = await callerAccess.check(caller, credentials, 'assigned');
    return { caller, entity: this.#join(own.entity, all.entity, instances) };
  }

  /**
   * @param relation - absent for both: what the user owns, and what is assigned to them
   * @throws SentryProblemError where no entity names a project, or Sentry can't be asked
   */
  async listIssues(
    authorized: AuthorizedEntity,
    relation: SentryIssueRelation | undefined,
    query: SentryIssuesQuery,
  ): Promise<Answer> {
    const { entity, caller } = authorized;
    const { issues } = this.#options;
    refuseNothing(entity, relation ?? 'owned');
    if (relation === 'owned') {
      return issues.list(authorized, query);
    }
    return issues.list(authorized, query, {
      ref: entity.ref,
      ...(await this.#accountsOf(caller)),
      ...(!relation && { besideOwn: true }),
    });
  }

  /** The projects to filter by; none where no entity names one, which is no failure. */
  async listProjects(authorized: AuthorizedEntity): Promise<Answer> {
    return authorized.entity.annotations
      ? this.#options.projects.list(authorized)
      : emptyAnswer({ items: [] });
  }

  /** The environments to filter by; none where no entity names a project. */
  async listEnvironments(authorized: AuthorizedEntity): Promise<Answer> {
    return authorized.entity.annotations
      ? this.#options.environments.list(authorized)
      : emptyAnswer({ items: [], defaults: [] });
  }

  /**
   * Counts the issues of what the user's groups own, by group.
   *
   * @throws SentryProblemError where that is nothing, or Sentry can't be asked
   */
  async summarizeTeams(
    authorized: AuthorizedEntity,
    query: SummaryQuery,
  ): Promise<Answer> {
    refuseNothing(authorized.entity, 'teams');
    return this.#options.summary.summarize(authorized, query);
  }

  /**
   * The caller's account at each instance: the one that the catalog names, else the one that
   * they are connected to.
   */
  async #accountsOf(
    caller: SentryCaller,
  ): Promise<Pick<IssueAssignee, 'userIds' | 'unknown'>> {
    const { accounts, sentry } = this.#options;
    const named = await accounts.userIdOf(caller.credentials);
    const userIds = accountsOf(named, sentry);
    const unknown: Record<string, SentryProblem> = {};
    const byServer = new Map<string, Promise<string | undefined>>();
    for (const { name, baseUrl, authType } of sentry.config.instances) {
      const isAsked = authType !== 'user' && sentry.takesUserTokens(name);
      if (isAsked && userIds[name] === undefined) {
        const server = sentryServerOf(baseUrl);
        const asked = byServer.get(server) ?? this.#connectedAt(name, caller);
        byServer.set(server, asked);
        try {
          const id = await asked;
          Object.assign(userIds, id !== undefined && { [name]: id });
        } catch (error) {
          if (!(error instanceof SentryProblemError)) {
            throw error;
          }
          unknown[name] = error.toProblem();
        }
      }
    }
    return { userIds, ...(Object.keys(unknown).length > 0 && { unknown }) };
  }

  /** @throws SentryProblemError `NOT_CONNECTED` without a token, or why Sentry rejects it */
  async #connectedAt(
    instance: string,
    caller: SentryCaller,
  ): Promise<string | undefined> {
    const client = await this.#options.sentry.getUserClient(instance, {
      caller,
    });
    const { userId } = await this.#connected.forceFetch(client.credentialId, {
      context: client,
    });
    return userId;
  }

  /** Names of the instances at which it is known which account the caller has. */
  async #instancesThatKnow(
    caller: SentryCaller,
    ref: string,
  ): Promise<string[]> {
    const { sentry } = this.#options;
    const assignee = { ref, ...(await this.#accountsOf(caller)) };
    const known: string[] = [];
    for (const { name } of sentry.config.instances) {
      try {
        const client =
          sentry.getSharedClient(name) ??
          (await sentry.getClient(name, { caller }));
        if (!assigneeUnavailableReason(client, assignee)) {
          known.push(name);
        }
      } catch (error) {
        if (!(error instanceof SentryProblemError)) {
          throw error;
        }
        // The call with the caller's token reports what is wrong with it.
        if (error.code === 'TOKEN_REJECTED') {
          known.push(name);
        }
      }
    }
    return known;
  }

  /**
   * What the caller owns and, at these instances, what others own. A project of both keeps
   * the entities of each.
   *
   * @returns `own` itself where others own nothing more
   */
  #join(
    own: SentryEntity,
    all: SentryEntity,
    instances: string[],
  ): SentryEntity {
    const ownRefs = own.parts?.map(({ ref }) => ref) ?? [];
    const isOwn = new Set(ownRefs);
    const others = (all.annotations?.refs ?? []).filter(({ instance }) =>
      instances.includes(
        this.#options.sentry.getInstance(instance)?.name ?? '',
      ),
    );
    if (
      !all.annotations ||
      others.every(({ entityRefs }) => entityRefs.every(ref => isOwn.has(ref)))
    ) {
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
      ...(own.decisionId &&
        all.decisionId && {
          decisionId: [own.decisionId, all.decisionId, ...instances].join(),
        }),
      annotations: {
        ...all.annotations,
        refs: [...refs.values()],
        problems: distinct(problems, problem => JSON.stringify(problem)),
      },
      parts: distinct(parts, ({ ref }) => ref),
      own: ownRefs,
    };
  }
}

const nothingFound: Record<CallerRelation, string> = {
  owned: 'You and your groups own no entity',
  assigned: 'There is no entity',
  teams: 'Your groups own no entity',
};

/** @throws SentryProblemError where none of the entities names a project */
function refuseNothing(
  { annotations }: SentryEntity,
  relation: CallerRelation,
): void {
  if (!annotations) {
    const name = SENTRY_PROJECT_SLUG_ANNOTATION;
    throw new SentryProblemError({
      code: 'ANNOTATION_MISSING',
      message: `${nothingFound[relation]} with the annotation ${name} whose Sentry issues you may read.`,
      action: `In the catalog-info.yaml of an entity, add under metadata.annotations: ${name}: <project>. Allowed forms are ${SENTRY_PROJECT_FORM}. spec.owner decides who owns it.`,
    });
  }
}
