import type { SentryProblem } from 'backstage-plugin-sentry-common';
import {
  isSentryNotFound,
  SentryProblemError,
  type RawSentryProject,
} from 'backstage-plugin-sentry-node';
import type { ProjectQuestion } from './ProjectDirectory';

/** A project that was asked for by itself. */
export type LookedUpProject = RawSentryProject & {
  /** Whether the credential may read its issues, and not the project itself. */
  isOfIssues?: true;
};

/**
 * Asks for one project: one that was renamed, beyond the end of the list, or in no
 * list that the credential may read. With `event:read` alone, its issues tell of it.
 *
 * @param forbidden - why the organization's projects could not be listed, where that is so
 * @returns `null` where there is none that the credential can see
 */
export async function lookUpProject(
  question: ProjectQuestion,
  forbidden?: SentryProblem,
): Promise<LookedUpProject | null> {
  const { client, organization, project } = question;
  try {
    const { id, slug, name, platform } = await client.getProject(
      organization,
      project,
    );
    return { id, slug, name, platform };
  } catch (error) {
    const missing = isProblem(error, 'PROJECT_NOT_FOUND');
    if (forbidden && (missing || isProblem(error, 'SCOPE_MISSING'))) {
      return lookUpByIssues(question, forbidden);
    }
    if (missing) {
      // That there is none is an answer, and worth remembering.
      return null;
    }
    throw error;
  }
}

async function lookUpByIssues(
  { client, organization, project }: ProjectQuestion,
  forbidden: SentryProblem,
): Promise<LookedUpProject | null> {
  try {
    const found = await client.getProjectOfIssues(organization, project);
    if (found) {
      const { id, slug, name, platform } = found;
      return { id, slug, name, platform, isOfIssues: true };
    }
  } catch (error) {
    if (isSentryNotFound(error)) {
      return null;
    }
    if (
      !isProblem(error, 'PROJECT_NOT_FOUND') &&
      !isProblem(error, 'SCOPE_MISSING')
    ) {
      throw error;
    }
  }
  // Neither to be listed nor to be read, nor told by an issue: the credential is what is wrong.
  throw new SentryProblemError(forbidden);
}

/** Whether a failure is the problem of that code. */
export function isProblem(
  error: unknown,
  code: SentryProblem['code'],
): error is SentryProblemError {
  return error instanceof SentryProblemError && error.code === code;
}
