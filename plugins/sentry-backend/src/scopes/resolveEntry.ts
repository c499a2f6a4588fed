import {
  SentryProblemError,
  type SentryClient,
} from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity, EntityProjectRef } from '../access/types';
import type { IdentityCheck } from './IdentityCheck';
import type { ProjectTarget } from './findTarget';
import { onlyIssuesReadable, projectNotFound } from './problems';
import type { ProjectDirectory } from './ProjectDirectory';
import type { ResolvedEntry } from './types';

/** @internal */
export interface ResolveEntryOptions {
  ref: EntityProjectRef;
  target: ProjectTarget;
  client: SentryClient;
  caller: AuthorizedEntity['caller'];
  directory: ProjectDirectory;
  identity: IdentityCheck;
}

/** Looks for the project of one entry; what goes wrong becomes the entry's problem. */
export async function resolveEntry(
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
