import {
  SentryProblemError,
  sentryNotConfigured,
  type SentryClient,
  type SentryService,
  type SentryInstanceConfig,
} from 'backstage-plugin-sentry-node';
import type {
  AuthorizedEntity,
  SentryEntity,
  EntityProjectRef,
} from '../access/types';
import { cacheKey } from '../cache/keys';
import { type ProjectChanges } from '../answers/changes';
import {
  mostHelpful,
  annotationMissing,
  tooManyProjects,
  instanceNotNamed,
  organizationNotAllowed,
  organizationNotConfigured,
  unknownInstance,
  onlyIssuesReadable,
  projectNotFound,
} from './problems';
import type { IdentityCheck } from './identity';
import {
  nameOwners,
  selectEntries,
  splitOwnedFromAssigned,
  together,
} from './resolution';
import type { ProjectDirectory } from './ProjectDirectory';
import type { ResolvedEntry, ResolvedProjects } from './types';
import { ageOf } from '../cache/SingleFlight';
import type {
  SentryProblem,
  SentryProjectKey,
  SentryProjectRef,
} from 'backstage-plugin-sentry-common';

// Of a domain with all its parts.
const MAX_PROJECTS = 500;

type Clients = Map<string, SentryClient | SentryProblemError>;

/** @internal */
interface ScopeResolverOptions {
  sentry: SentryService;
  directory: ProjectDirectory;
  identity: IdentityCheck;
  changes: ProjectChanges;
}

/**
 * Turns the annotation of an entity into Sentry projects, known by id.
 */
export class ScopeResolver {
  readonly #sentry: SentryService;
  readonly #directory: ProjectDirectory;
  readonly #identity: IdentityCheck;
  readonly #changes: ProjectChanges;
  readonly #memo = new ResolutionMemo();

  static create(options: ScopeResolverOptions): ScopeResolver {
    return new ScopeResolver(options);
  }

  private constructor(options: ScopeResolverOptions) {
    this.#sentry = options.sentry;
    this.#directory = options.directory;
    this.#identity = options.identity;
    this.#changes = options.changes;
  }

  /**
   * The projects to ask Sentry about.
   *
   * @param wanted - a subset of the entity's projects, by slug, id or as an annotation may write them
   * @param options - `isApart`: whether the caller's own projects are scopes of their own, where
   *   others stand beside them
   * @throws SentryProblemError where no entry comes to a project: the problem that helps most
   * @throws InputError where `wanted` names a project that is not the entity's
   */
  async resolve(
    authorized: AuthorizedEntity,
    wanted?: string[],
    options: { isApart?: boolean } = {},
  ): Promise<ResolvedProjects> {
    const all = await this.resolveAll(authorized);
    const projects = wanted?.length
      ? together({
          entries: selectEntries(all.entries, wanted),
          ofAnnotation: [],
          clients: all.clients,
          parts: authorized.entity.parts,
        })
      : all;
    if (!projects.scopes.length) {
      throw new SentryProblemError(
        mostHelpful(projects.problems) ??
          annotationMissing(authorized.entity.ref),
      );
    }
    const { own } = authorized.entity;
    return this.#addChanges(
      options.isApart && own
        ? splitOwnedFromAssigned(projects, { own, all: all.entries })
        : projects,
    );
  }

  /** When the issues of each scope were last changed; a change gives the whole a new key. */
  async #addChanges(projects: ResolvedProjects): Promise<ResolvedProjects> {
    const times = await Promise.all(
      projects.scopes.map(({ instance, organization, projects: all }) =>
        this.#changes.changedAt({
          baseUrl: instance.baseUrl,
          organization,
          projects: all.map(({ id }) => id),
        }),
      ),
    );
    return times.every(time => time === 0)
      ? projects
      : {
          ...projects,
          scopes: projects.scopes.map((scope, index) => ({
            ...scope,
            changedAt: times[index],
          })),
          key: cacheKey('changed', [projects.key, times]),
        };
  }

  /**
   * Every entry of the annotation, those with a problem too.
   *
   * @throws SentryProblemError where there is no annotation, nothing in it that could be
   *   read, or no Sentry in config
   */
  async resolveAll({
    entity,
    caller,
  }: AuthorizedEntity): Promise<ResolvedProjects> {
    const { annotations } = entity;
    if (!annotations) {
      throw new SentryProblemError(annotationMissing(entity.ref));
    }
    if (!annotations.refs.length && annotations.problems.length) {
      throw new SentryProblemError(annotations.problems[0]);
    }
    if (!this.#sentry.config.instances.length) {
      throw new SentryProblemError(sentryNotConfigured());
    }
    const clients = await this.#clientsFor(entity, caller);
    const asking = [...clients.values()].flatMap(client =>
      client instanceof SentryProblemError ? [] : client,
    );
    // One with a caller's own credential must not outlast the request.
    const canRemember = asking.every(({ isShared }) => isShared);
    const remembered = canRemember && this.#memo.get(entity, asking);
    if (remembered) {
      return remembered;
    }
    const { refs, problems } = annotations;
    const resolved = await Promise.all(
      refs
        .slice(0, MAX_PROJECTS)
        .map(ref => this.#resolveOne(ref, clients, caller)),
    );
    const entries = entity.parts ? resolved.map(nameOwners) : resolved;
    const projects = together({
      entries,
      ofAnnotation: [
        ...problems,
        ...(refs.length > MAX_PROJECTS
          ? [tooManyProjects(entity.ref, refs.length, MAX_PROJECTS)]
          : []),
      ],
      clients: asking,
      parts: entity.parts,
    });
    if (canRemember) {
      this.#memo.set(entity, asking, projects);
    }
    return projects;
  }

  /** A client of each instance that the entity names, for that caller. */
  async #clientsFor(
    { annotations }: SentryEntity,
    caller: AuthorizedEntity['caller'],
  ): Promise<Clients> {
    const names = new Set(
      annotations?.refs.flatMap(
        ({ instance }) => this.#sentry.getInstance(instance)?.name ?? [],
      ),
    );
    const clients: Clients = new Map();
    for (const name of names) {
      try {
        clients.set(name, await this.#sentry.getClient(name, { caller }));
      } catch (error) {
        if (!(error instanceof SentryProblemError)) {
          throw error;
        }
        clients.set(name, error);
      }
    }
    return clients;
  }

  async #resolveOne(
    ref: ResolvedEntry['ref'],
    clients: Clients,
    caller: AuthorizedEntity['caller'],
  ): Promise<ResolvedEntry> {
    const target = findTarget(ref, this.#sentry);
    if ('problem' in target) {
      return { ref, problem: target.problem };
    }
    const client = clients.get(target.instance.name);
    if (!client || client instanceof SentryProblemError) {
      const why = client?.toProblem() ?? sentryNotConfigured();
      return { ref, mayPass: true, problem: { project: target.key, ...why } };
    }
    return resolveEntry({
      ref,
      target,
      client,
      caller,
      directory: this.#directory,
      identity: this.#identity,
    });
  }
}

interface Remembered {
  projects: ResolvedProjects;
  /** Who asked, and under which name: that changes when a token is rotated. */
  clients: [client: SentryClient, credentialId: string][];
  /** In milliseconds since 1970. */
  since: number;
  until: number;
}

/**
 * What entities came to, as long as what Sentry said of their projects is current
 * and the same clients ask. Kept with the decision that let the caller in to the entity,
 * and no longer than that.
 */
class ResolutionMemo {
  readonly #remembered = new WeakMap<SentryEntity, Remembered>();

  get(
    entity: SentryEntity,
    clients: SentryClient[],
  ): ResolvedProjects | undefined {
    const remembered = this.#remembered.get(entity);
    return remembered &&
      ageOf(remembered.since) < remembered.until - remembered.since &&
      remembered.clients.length === clients.length &&
      remembered.clients.every(
        ([client, credentialId], index) =>
          client === clients[index] && client.credentialId === credentialId,
      )
      ? remembered.projects
      : undefined;
  }

  set(
    entity: SentryEntity,
    clients: SentryClient[],
    projects: ResolvedProjects,
  ): void {
    const until = Math.min(
      ...projects.entries.map(entry =>
        entry.problem && entry.mayPass
          ? 0
          : (entry.facts?.freshUntil ?? Infinity),
      ),
    );
    this.#remembered.set(entity, {
      projects,
      clients: clients.map(client => [client, client.credentialId]),
      since: Date.now(),
      until,
    });
  }
}

/** Where the project of an annotation's entry is to be looked for. */
export interface ProjectTarget {
  instance: SentryInstanceConfig;
  key: SentryProjectKey;
}

/**
 * Finds instance and organization of an entry, as far as config allows them: this is what keeps an annotation from
 * reaching everything that the portal's token can.
 */
function findTarget(
  ref: SentryProjectRef,
  sentry: SentryService,
): ProjectTarget | { problem: SentryProblem } {
  const instance = sentry.getInstance(ref.instance);
  if (!instance) {
    return {
      problem:
        ref.instance === undefined
          ? instanceNotNamed(ref)
          : unknownInstance(ref),
    };
  }
  const organization = ref.organization ?? instance.organization;
  if (!organization) {
    return { problem: organizationNotConfigured(ref, instance.name) };
  }
  const key = { instance: instance.name, organization, project: ref.project };
  if (!isAllowed(organization, instance)) {
    return { problem: organizationNotAllowed(ref, key) };
  }
  return { instance, key };
}

function isAllowed(
  organization: string,
  instance: SentryInstanceConfig,
): boolean {
  return (
    organization === instance.organization ||
    instance.allowedOrganizations.some(
      allowed => allowed === '*' || allowed === organization,
    )
  );
}

/** @internal */
interface ResolveEntryOptions {
  ref: EntityProjectRef;
  target: ProjectTarget;
  client: SentryClient;
  caller: AuthorizedEntity['caller'];
  directory: ProjectDirectory;
  identity: IdentityCheck;
}

/** Looks for the project of one entry; what goes wrong becomes the entry's problem. */
async function resolveEntry(
  options: ResolveEntryOptions,
): Promise<ResolvedEntry> {
  const { ref, target, client, directory } = options;
  const { instance, key } = target;
  const { organization } = key;
  try {
    const { caller, identity } = options;
    await identity.check({ client, instance, organization, caller });
    const { project, facts } = await directory.find({
      client,
      instance,
      organization,
      project: ref.project,
    });
    if (!project) {
      return { ref, facts, problem: projectNotFound(ref, key) };
    }
    const { id, slug, name, platform, isOfIssues } = project;
    return {
      ref,
      target,
      client,
      facts,
      project: { instance: instance.name, organization, id, slug, name },
      ...(platform && { platform }),
      ...(isOfIssues && { limit: onlyIssuesReadable(key) }),
    };
  } catch (error) {
    if (error instanceof SentryProblemError) {
      const problem = { project: key, ...error.toProblem() };
      return { ref, problem, mayPass: true };
    }
    throw error;
  }
}
