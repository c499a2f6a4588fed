import { InputError } from '@backstage/errors';
import type {
  SentryAnnotations,
  SentryProjectRef,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import type { SentryEntity } from '../../access';
import { projectIssuesLink } from '../links';
import { findTarget } from './findTarget';
import { groupSources } from './groupSources';
import {
  annotationMissing,
  notConfigured,
  projectNotFound,
  tooManyProjects,
} from './problems';
import type { ProjectDirectory } from './ProjectDirectory';
import type { ResolvedEntry, ResolvedProjects } from './types';

// Of a domain with all its parts.
const MAX_PROJECTS = 500;

/**
 * Turns the annotation of an entity into Sentry projects, known by id.
 */
export class ProjectResolver {
  readonly #sentry: SentryService;
  readonly #directory: ProjectDirectory;

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
   * @param wanted - a subset of the entity's projects, by slug, id or as the annotation writes them
   * @throws SentryProblemError where no entry comes to a project
   * @throws InputError where `wanted` names a project that is not the entity's
   */
  async resolve(
    entity: SentryEntity,
    wanted?: string[],
  ): Promise<ResolvedProjects> {
    const { annotations } = entity;
    if (!annotations) {
      throw new SentryProblemError(annotationMissing(entity.ref));
    }
    if (!this.#sentry.config.instances.length) {
      throw new SentryProblemError(notConfigured());
    }
    const entries = select(await this.#resolveAll(annotations), wanted);
    const problems = [
      ...(wanted?.length ? [] : annotations.problems),
      ...(annotations.refs.length > MAX_PROJECTS
        ? [tooManyProjects(entity.ref, annotations.refs.length, MAX_PROJECTS)]
        : []),
      ...entries.flatMap(({ problem }) => problem ?? []),
    ];
    const sources = await groupSources(entries, this.#sentry);
    if (!sources.length) {
      throw new SentryProblemError(
        problems[0] ?? annotationMissing(entity.ref),
      );
    }
    return {
      entries: entries.map(entry =>
        entry.problem
          ? { ref: entry.ref.ref, problem: entry.problem }
          : { ref: entry.ref.ref, ...entry.project },
      ),
      sources,
      problems,
      used: entries.flatMap(entry => (entry.problem ? [] : entry.facts)),
    };
  }

  #resolveAll({ refs }: SentryAnnotations): Promise<ResolvedEntry[]> {
    return Promise.all(
      refs.slice(0, MAX_PROJECTS).map(ref => this.#resolveOne(ref)),
    );
  }

  async #resolveOne(ref: SentryProjectRef): Promise<ResolvedEntry> {
    const target = findTarget(ref, this.#sentry);
    if ('problem' in target) {
      return { ref, problem: target.problem };
    }
    const { instance, key } = target;
    try {
      const client = await this.#sentry.getClient(instance.name);
      const { project, facts } = await this.#directory.find({
        client,
        instance,
        organization: key.organization,
        project: ref.project,
      });
      if (!project) {
        return { ref, problem: projectNotFound(ref, key) };
      }
      const { id, slug, name, platform } = project;
      return {
        ref,
        target,
        facts,
        project: {
          instance: instance.name,
          organization: key.organization,
          id,
          slug,
          name,
          ...(platform && { platform }),
          link: projectIssuesLink(instance, key.organization, id),
        },
      };
    } catch (error) {
      if (error instanceof SentryProblemError) {
        return { ref, problem: { project: key, ...error.toProblem() } };
      }
      throw error;
    }
  }
}

function select(entries: ResolvedEntry[], wanted?: string[]): ResolvedEntry[] {
  if (!wanted?.length) {
    return entries;
  }
  for (const name of wanted) {
    if (!entries.some(entry => names(entry).includes(name))) {
      throw new InputError(
        `Query parameter \`project\`: \`${name}\` is not a project of this entity`,
      );
    }
  }
  return entries.filter(entry =>
    names(entry).some(name => wanted.includes(name)),
  );
}

function names(entry: ResolvedEntry): string[] {
  return [
    entry.ref.ref,
    entry.ref.project,
    ...(entry.problem ? [] : [entry.project.slug, entry.project.id]),
  ];
}
