import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  SentryTriageResponse,
  SentryTriageTarget,
} from 'backstage-plugin-sentry-common';
import {
  sentryCannotChange,
  SentryProblemError,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../../access/types';
import { mostHelpful } from '../../scopes/problems';
import { ownersOf, ResolvedProjects, ProjectScope } from '../../scopes/types';
import { type ScopeResolver } from '../../scopes/ScopeResolver';
import { type Actors, TokenFacts } from './actors';
import { triageDisabled } from './types';

const WRITE = ['event:write', 'event:admin'];

/** @internal */
export interface TriageAdviceOptions {
  sentry: SentryService;
  resolver: ScopeResolver;
  actors: Actors;
  logger: LoggerService;
}

/**
 * Tells what somebody may do to an entity's issues, as whom, and why not, so that nobody is
 * offered what will be refused. Asks Sentry for nothing that is known, and for nothing at
 * all where Backstage has said no.
 */
export class TriageAdvice {
  readonly #sentry: SentryService;
  readonly #resolver: ScopeResolver;
  readonly #actors: Actors;
  readonly #tokens: TokenFacts;

  static create(options: TriageAdviceOptions): TriageAdvice {
    return new TriageAdvice(options);
  }

  private constructor(options: TriageAdviceOptions) {
    this.#sentry = options.sentry;
    this.#resolver = options.resolver;
    this.#actors = options.actors;
    this.#tokens = TokenFacts.create(options);
  }

  /** @param updatable - finds out whose issues the caller may change; asked where that matters */
  async advise(
    authorized: AuthorizedEntity,
    updatable: () => Promise<Set<string>>,
  ): Promise<SentryTriageResponse> {
    if (!this.#sentry.config.triage.enabled) {
      return {
        allowed: false,
        reason: 'disabled',
        problem: triageDisabled(),
        items: [],
      };
    }
    const refs = await updatable();
    if (!refs.size) {
      return { allowed: false, reason: 'forbidden', items: [] };
    }
    try {
      const projects = await this.#resolver.resolve(authorized);
      return summarize(
        await Promise.all(
          targetsOf(projects.scopes).map(scopes =>
            this.#target(scopes, projects, authorized, refs),
          ),
        ),
      );
    } catch (error) {
      if (error instanceof SentryProblemError) {
        const problem = error.toProblem();
        return { allowed: false, reason: 'problem', problem, items: [] };
      }
      throw error;
    }
  }

  async #target(
    scopes: ProjectScope[],
    projects: ResolvedProjects,
    { caller }: AuthorizedEntity,
    updatable: Set<string>,
  ): Promise<SentryTriageTarget> {
    const [scope] = scopes;
    const { instance, organization, client } = scope;
    const own = scopes
      .flatMap(one => one.projects)
      .filter(project =>
        ownersOf(projects, project).some(ref => updatable.has(ref)),
      );
    const hasToken = caller.getUserToken() !== undefined;
    const takesUsers = this.#sentry.takesUserTokens(instance.name);
    const base = {
      instance: instance.name,
      organization,
      projects: own.map(({ id }) => id),
      canConnect: takesUsers && !hasToken && isUser(caller.credentials),
      fields: client.capabilities.issueChanges,
      server: client.capabilities.server,
    };
    const expected =
      client.isShared && !(hasToken && takesUsers) ? 'service' : 'user';
    if (!own.length) {
      return {
        ...base,
        allowed: false,
        reason: 'forbidden',
        actsAs: expected,
      };
    }
    try {
      const actor = await this.#actors.actorAt(scope, caller);
      const { scopes, user } = await this.#tokens.of(actor.client);
      const { actsAs } = actor;
      const isMissing = scopes && !WRITE.some(scope => scopes.includes(scope));
      return {
        ...base,
        allowed: !isMissing,
        ...(isMissing && {
          reason: 'problem',
          problem: sentryCannotChange({
            instance: instance.name,
            organization,
            isOwn: actsAs === 'user',
          }),
          missingScope: 'event:write',
        }),
        actsAs,
        ...(user?.name && { actorName: user.name }),
      };
    } catch (error) {
      if (error instanceof SentryProblemError) {
        const problem = error.toProblem();
        return {
          ...base,
          allowed: false,
          reason: 'problem',
          problem,
          actsAs: expected,
        };
      }
      throw error;
    }
  }
}

/** Sources of one organization, which may be in chunks, together. */
function targetsOf(scopes: ProjectScope[]): ProjectScope[][] {
  const targets = new Map<string, ProjectScope[]>();
  for (const scope of scopes) {
    const key = JSON.stringify([scope.instance.name, scope.organization]);
    targets.set(key, [...(targets.get(key) ?? []), scope]);
  }
  return [...targets.values()];
}

function summarize(items: SentryTriageTarget[]): SentryTriageResponse {
  const allowed = items.some(item => item.allowed);
  const actors = new Set(items.map(({ actsAs }) => actsAs));
  // Reason and problem of one target: those of two may contradict each other.
  const helpful = mostHelpful(items.flatMap(item => item.problem ?? []));
  const { reason, problem } =
    items.find(item => item.problem === helpful) ?? {};
  return {
    allowed,
    ...(!allowed && { reason, ...(problem && { problem }) }),
    ...(actors.size === 1 && { actsAs: [...actors][0] }),
    items,
  };
}

function isUser({
  principal,
}: AuthorizedEntity['caller']['credentials']): boolean {
  return (
    typeof principal === 'object' &&
    principal !== null &&
    'type' in principal &&
    principal.type === 'user'
  );
}
