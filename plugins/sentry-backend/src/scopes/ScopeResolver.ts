import {
  SentryProblemError,
  type SentryCaller,
  type SentryClient,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import type {
  AuthorizedEntity,
  EntityProjectRef,
  SentryEntity,
} from '../access/types';
import type { IdentityCheck } from './identity';
import {
  annotationMissing,
  instanceNotNamed,
  mostHelpful,
  onlyIssuesReadable,
  organizationNotAllowed,
  organizationNotConfigured,
  projectNotFound,
  tooManyProjects,
  unknownInstance,
} from './problems';
import type { ProjectDirectory } from './ProjectDirectory';
import { buildResolution, nameOwners, selectEntries } from './resolution';
import { splitOwnedFromAssigned } from './splitOwnedFromAssigned';
import type { ResolvedEntry, ResolvedProjects } from './types';

// Of a domain with all its parts.
const MAX_PROJECTS = 500;
// Of all that is remembered; an entry takes about a kilobyte.
const MAX_REMEMBERED_ENTRIES = 20_000;

/** By the name of the instance: a client for the caller, or why there is none. */
type Clients = Map<string, SentryClient | SentryProblemError>;

interface ScopeResolverOptions {
  sentry: SentryService;
  directory: ProjectDirectory;
  identity: IdentityCheck;
}

/** Turns the annotation of an entity into Sentry projects, known by id. */
export class ScopeResolver {
  readonly #parts: ScopeResolverOptions;
  /** By the decision on access, which holds the annotation, and the credentials. */
  readonly #resolved = new LRUCache<string, ResolvedProjects>({
    maxSize: MAX_REMEMBERED_ENTRIES,
    ttlResolution: 0,
  });

  constructor(options: ScopeResolverOptions) {
    this.#parts = options;
  }

  /**
   * The projects to ask Sentry about.
   *
   * @param wanted - a subset of the entity's projects, by slug, id or as an annotation may write them
   * @param options - `splitOwned`: whether the caller's own projects get scopes of their own, where
   *   there are others
   * @throws SentryProblemError where no entry leads to a project: the most helpful problem
   * @throws InputError where `wanted` names a project that is not the entity's
   */
  async resolve(
    authorized: AuthorizedEntity,
    wanted?: string[],
    options: { splitOwned?: boolean } = {},
  ): Promise<ResolvedProjects> {
    const { ref, own, parts } = authorized.entity;
    const all = await this.resolveAll(authorized);
    const resolved = wanted?.length
      ? buildResolution({
          entries: selectEntries(all.entries, wanted),
          problems: [],
          clients: all.clients,
          parts,
        })
      : all;
    if (!resolved.scopes.length) {
      throw new SentryProblemError(
        mostHelpful(resolved.problems) ?? annotationMissing(ref),
      );
    }
    return options.splitOwned && own
      ? splitOwnedFromAssigned(resolved, { own, all: all.entries })
      : resolved;
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
    const { annotations, decisionId, parts } = entity;
    // Without config no annotation leads anywhere.
    if (!this.#parts.sentry.config.instances.length) {
      throw SentryProblemError.notConfigured();
    }
    if (!annotations) {
      throw new SentryProblemError(annotationMissing(entity.ref));
    }
    const { refs, problems } = annotations;
    if (!refs.length && problems.length) {
      throw new SentryProblemError(problems[0]);
    }
    const clients = await this.#clientsFor(entity, caller);
    const usable: SentryClient[] = [];
    let key = decisionId;
    for (const client of clients.values()) {
      if (!(client instanceof SentryProblemError)) {
        usable.push(client);
        // What a caller's own credential found must not outlast the request.
        key =
          key && client.isShared ? `${key} ${client.credentialId}` : undefined;
      }
    }
    const known = key && this.#resolved.get(key);
    if (known) {
      return known;
    }
    const entries = await Promise.all(
      refs
        .slice(0, MAX_PROJECTS)
        .map(ref => this.#resolveOne(ref, clients, caller)),
    );
    const resolved = buildResolution({
      entries: parts ? entries.map(nameOwners) : entries,
      problems:
        refs.length > MAX_PROJECTS
          ? [
              ...problems,
              tooManyProjects(entity.ref, refs.length, MAX_PROJECTS),
            ]
          : problems,
      clients: usable,
      parts,
    });
    if (key) {
      this.#remember(key, resolved);
    }
    return resolved;
  }

  /** For as long as asking again finds the same. */
  #remember(key: string, resolved: ResolvedProjects): void {
    let freshUntil = Infinity;
    for (const entry of resolved.entries) {
      if (entry.problem && entry.mayPass) {
        return;
      }
      freshUntil = Math.min(freshUntil, entry.facts?.freshUntil ?? Infinity);
    }
    const ttl = freshUntil - Date.now();
    if (ttl > 0) {
      this.#resolved.set(key, resolved, {
        size: resolved.entries.length + 1,
        ...(ttl < Infinity && { ttl }),
      });
    }
  }

  /** A client of each instance that the entity names, for that caller. */
  async #clientsFor(
    { annotations }: SentryEntity,
    caller: SentryCaller,
  ): Promise<Clients> {
    const clients: Clients = new Map();
    for (const { instance } of annotations?.refs ?? []) {
      const name = this.#parts.sentry.getInstance(instance)?.name;
      if (name !== undefined && !clients.has(name)) {
        try {
          clients.set(
            name,
            await this.#parts.sentry.getClient(name, { caller }),
          );
        } catch (error) {
          if (!(error instanceof SentryProblemError)) {
            throw error;
          }
          clients.set(name, error);
        }
      }
    }
    return clients;
  }

  /** Looks for the project of one entry; what goes wrong becomes the entry's problem. */
  async #resolveOne(
    ref: EntityProjectRef,
    clients: Clients,
    caller: SentryCaller,
  ): Promise<ResolvedEntry> {
    const instance = this.#parts.sentry.getInstance(ref.instance);
    if (!instance) {
      const problem =
        ref.instance === undefined
          ? instanceNotNamed(ref)
          : unknownInstance(ref);
      return { ref, problem };
    }
    const organization = ref.organization ?? instance.organization;
    if (!organization) {
      return { ref, problem: organizationNotConfigured(ref, instance.name) };
    }
    const key = { instance: instance.name, organization, project: ref.project };
    const { allowedOrganizations } = instance;
    // Keeps an annotation from reaching every organization that the portal's token can.
    if (
      organization !== instance.organization &&
      !allowedOrganizations.includes('*') &&
      !allowedOrganizations.includes(organization)
    ) {
      return { ref, problem: organizationNotAllowed(ref, key) };
    }
    try {
      const client = clients.get(instance.name);
      if (!client || client instanceof SentryProblemError) {
        throw client ?? SentryProblemError.notConfigured();
      }
      await this.#parts.identity.check({
        client,
        instance,
        organization,
        caller,
      });
      const { project, facts } = await this.#parts.directory.find({
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
        instance,
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
}
