import type { SentryProblem } from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  sentryNotConfigured,
  type SentryClient,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import type { Admission, SentryEntity } from '../../access';
import { cacheKey } from '../../cache';
import { mostHelpful } from '../answers';
import { findTarget } from './findTarget';
import { groupSources } from './groupSources';
import { annotationMissing, tooManyProjects } from './problems';
import type { ProjectDirectory } from './ProjectDirectory';
import { ResolutionMemo } from './ResolutionMemo';
import { resolveEntry } from './resolveEntry';
import { selectEntries } from './selectEntries';
import type { ResolvedEntry, ResolvedProjects } from './types';

// Ways in on which a client is one caller's, for one request.
const OF_ONE_CALLER = ['user', 'token-exchange'];
// Of a domain with all its parts.
const MAX_PROJECTS = 500;

type Clients = Map<string, SentryClient | SentryProblemError>;

/**
 * Turns the annotation of an entity into Sentry projects, known by id.
 */
export class ProjectResolver {
  readonly #sentry: SentryService;
  readonly #directory: ProjectDirectory;
  readonly #memo = new ResolutionMemo();

  static create(options: {
    sentry: SentryService;
    directory: ProjectDirectory;
  }): ProjectResolver {
    return new ProjectResolver(options.sentry, options.directory);
  }

  private constructor(sentry: SentryService, directory: ProjectDirectory) {
    this.#sentry = sentry;
    this.#directory = directory;
  }

  /**
   * The projects to ask Sentry about.
   *
   * @param wanted - a subset of the entity's projects, by slug, id or as the annotation writes them
   * @throws SentryProblemError where no entry comes to a project: the problem that helps most
   * @throws InputError where `wanted` names a project that is not the entity's
   */
  async resolve(
    admission: Admission,
    wanted?: string[],
  ): Promise<ResolvedProjects> {
    const all = await this.resolveAll(admission);
    const projects = wanted?.length
      ? together(selectEntries(all.entries, wanted), [], all.identities)
      : all;
    if (!projects.sources.length) {
      throw new SentryProblemError(
        mostHelpful(projects.problems) ??
          annotationMissing(admission.entity.ref),
      );
    }
    return projects;
  }

  /**
   * Every entry of the annotation, those with a problem too.
   *
   * @throws SentryProblemError where there is no annotation, nothing in it that could be
   *   read, or no Sentry in config
   */
  async resolveAll({ entity, caller }: Admission): Promise<ResolvedProjects> {
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
    const canRemember = this.#areShared(asking);
    const remembered = canRemember && this.#memo.get(entity, asking);
    if (remembered) {
      return remembered;
    }
    const { refs, problems } = annotations;
    const entries = await Promise.all(
      refs.slice(0, MAX_PROJECTS).map(ref => this.#resolveOne(ref, clients)),
    );
    const projects = together(
      entries,
      [
        ...problems,
        ...(refs.length > MAX_PROJECTS
          ? [tooManyProjects(entity.ref, refs.length, MAX_PROJECTS)]
          : []),
      ],
      asking.map(({ instance, credentialId }) => [instance, credentialId]),
    );
    if (canRemember) {
      this.#memo.set(entity, asking, projects);
    }
    return projects;
  }

  /** Whether all the clients may outlast the request: one with a caller's token may not. */
  #areShared(clients: SentryClient[]): boolean {
    return clients.every(
      ({ instance }) =>
        !OF_ONE_CALLER.includes(
          this.#sentry.getInstance(instance)?.authType ?? '',
        ),
    );
  }

  /** A client of each instance that the entity names, for that caller. */
  async #clientsFor(
    { annotations }: SentryEntity,
    caller: Admission['caller'],
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
    return resolveEntry({ ref, target, client, directory: this.#directory });
  }
}

function together(
  entries: ResolvedEntry[],
  ofAnnotation: SentryProblem[],
  identities: ResolvedProjects['identities'],
): ResolvedProjects {
  const sources = groupSources(entries);
  const problems = [
    ...ofAnnotation,
    ...entries.flatMap(({ problem }) => problem ?? []),
  ];
  const key = cacheKey('resolved', [
    // Those too that found nothing: when they did is told.
    identities,
    sources.map(source => source.key),
    JSON.stringify(problems),
  ]);
  return { entries, sources, problems, identities, key };
}
