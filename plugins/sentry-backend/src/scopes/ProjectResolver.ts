import {
  SentryProblemError,
  sentryNotConfigured,
  type SentryClient,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity, SentryEntity } from '../access/types';
import { cacheKey } from '../answers/keys';
import { type ProjectChanges } from '../answers/changes';
import { mostHelpful } from '../answers/mostHelpful';
import type { IdentityCheck } from './IdentityCheck';
import { nameOwners } from './componentsOf';
import { findTarget } from './findTarget';
import { annotationMissing, tooManyProjects } from './problems';
import type { ProjectDirectory } from './ProjectDirectory';
import { ResolutionMemo } from './ResolutionMemo';
import { resolveEntry } from './resolveEntry';
import { selectEntries } from './selectEntries';
import { setApart } from './setApart';
import { together } from './together';
import type { ResolvedEntry, ResolvedProjects } from './types';

// Of a domain with all its parts.
const MAX_PROJECTS = 500;

type Clients = Map<string, SentryClient | SentryProblemError>;

/** @internal */
export interface ProjectResolverOptions {
  sentry: SentryService;
  directory: ProjectDirectory;
  identity: IdentityCheck;
  changes: ProjectChanges;
}

/**
 * Turns the annotation of an entity into Sentry projects, known by id.
 */
export class ProjectResolver {
  readonly #sentry: SentryService;
  readonly #directory: ProjectDirectory;
  readonly #identity: IdentityCheck;
  readonly #changes: ProjectChanges;
  readonly #memo = new ResolutionMemo();

  static create(options: ProjectResolverOptions): ProjectResolver {
    return new ProjectResolver(options);
  }

  private constructor(options: ProjectResolverOptions) {
    this.#sentry = options.sentry;
    this.#directory = options.directory;
    this.#identity = options.identity;
    this.#changes = options.changes;
  }

  /**
   * The projects to ask Sentry about.
   *
   * @param wanted - a subset of the entity's projects, by slug, id or as an annotation may write them
   * @param options - `isApart`: whether the caller's own projects are sources of their own, where
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
    if (!projects.sources.length) {
      throw new SentryProblemError(
        mostHelpful(projects.problems) ??
          annotationMissing(authorized.entity.ref),
      );
    }
    const { own } = authorized.entity;
    return this.#addChanges(
      options.isApart && own
        ? setApart(projects, { own, all: all.entries })
        : projects,
    );
  }

  /** When the issues of each source were last changed; a change gives the whole a new key. */
  async #addChanges(projects: ResolvedProjects): Promise<ResolvedProjects> {
    const times = await Promise.all(
      projects.sources.map(({ instance, organization, projects: all }) =>
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
          sources: projects.sources.map((source, index) => ({
            ...source,
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
