import type {
  SentryTriageResponse,
  SentryTriageTarget,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../../access/types';
import { mostHelpful } from '../../scopes/problems';
import type { ScopeResolver } from '../../scopes/ScopeResolver';
import {
  ownersOf,
  type ProjectScope,
  type ResolvedProjects,
} from '../../scopes/types';
import type { Actors } from './actors';
import { triageDisabled } from './TriageService';

const WRITE_SCOPES = ['event:write', 'event:admin'];

interface TriageAdviceOptions {
  sentry: SentryService;
  resolver: ScopeResolver;
  actors: Actors;
}

/**
 * What a caller may do to an entity's issues, as whom, and why not, so that the page offers
 * nothing that will be refused. Asks Sentry nothing where Backstage refuses.
 */
export class TriageAdvice {
  readonly #options: TriageAdviceOptions;

  constructor(options: TriageAdviceOptions) {
    this.#options = options;
  }

  /** @param updatable - returns the refs of the entities whose issues the caller may change */
  async advise(
    authorized: AuthorizedEntity,
    updatable: () => Promise<Set<string>>,
  ): Promise<SentryTriageResponse> {
    const { sentry, resolver } = this.#options;
    if (!sentry.config.triage.enabled) {
      const problem = triageDisabled();
      return { allowed: false, reason: 'disabled', problem, items: [] };
    }
    const refs = await updatable();
    if (!refs.size) {
      return { allowed: false, reason: 'forbidden', items: [] };
    }
    try {
      const projects = await resolver.resolve(authorized);
      return summarize(
        await Promise.all(
          byOrganization(projects.scopes).map(scopes =>
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

  /** @param scopes - those of one organization */
  async #target(
    scopes: ProjectScope[],
    projects: ResolvedProjects,
    { caller }: AuthorizedEntity,
    updatable: Set<string>,
  ): Promise<SentryTriageTarget> {
    const { sentry, actors } = this.#options;
    const [scope] = scopes;
    const { instance, organization, client } = scope;
    const own = scopes
      .flatMap(one => one.projects)
      .filter(project =>
        ownersOf(projects, project).some(ref => updatable.has(ref)),
      );
    const hasToken = caller.getUserToken() !== undefined;
    const takesUsers = sentry.takesUserTokens(instance.name);
    const refused = {
      instance: instance.name,
      organization,
      projects: own.map(({ id }) => id),
      canConnect: takesUsers && !hasToken && isUser(caller.credentials),
      fields: client.capabilities.issueChanges,
      server: client.capabilities.server,
      allowed: false,
      actsAs:
        client.isShared && !(hasToken && takesUsers)
          ? ('service' as const)
          : ('user' as const),
    };
    if (!own.length) {
      return { ...refused, reason: 'forbidden' };
    }
    try {
      const actor = await actors.actorAt(scope, caller);
      const { scopes: held, user } = await actors.factsOf(actor.client);
      const { actsAs } = actor;
      const isMissing = held && !WRITE_SCOPES.some(name => held.includes(name));
      return {
        ...refused,
        allowed: !isMissing,
        ...(isMissing && {
          reason: 'problem',
          problem: SentryProblemError.cannotChange({
            instance: instance.name,
            organization,
            isOwn: actsAs === 'user',
          }).toProblem(),
          missingScope: 'event:write',
        }),
        actsAs,
        ...(user?.name && { actorName: user.name }),
      };
    } catch (error) {
      if (error instanceof SentryProblemError) {
        return { ...refused, reason: 'problem', problem: error.toProblem() };
      }
      throw error;
    }
  }
}

/** Many projects of one organization are several scopes. */
function byOrganization(scopes: ProjectScope[]): ProjectScope[][] {
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
