import type { SentryProblem } from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type RawSentryProject,
} from 'backstage-plugin-sentry-node';
import type { ProjectQuestion } from './ProjectDirectory';

/**
 * Asks for one project: one that was renamed, beyond the end of the list, or in no
 * list that the credential may read.
 *
 * @param forbidden - why the organization's projects could not be listed, where that is so
 * @returns `null` where there is none that the credential can see
 */
export async function lookUpProject(
  { client, organization, project }: ProjectQuestion,
  forbidden?: SentryProblem,
): Promise<RawSentryProject | null> {
  try {
    const { id, slug, name, platform } = await client.getProject(
      organization,
      project,
    );
    return { id, slug, name, platform };
  } catch (error) {
    const missing = isProblem(error, 'PROJECT_NOT_FOUND');
    if (forbidden && (missing || isProblem(error, 'SCOPE_MISSING'))) {
      // Neither to be listed nor to be read: the credential is what is wrong.
      throw new SentryProblemError(forbidden);
    }
    if (missing) {
      // That there is none is an answer, and worth remembering.
      return null;
    }
    throw error;
  }
}

/** Whether a failure is the problem of that code. */
export function isProblem(
  error: unknown,
  code: SentryProblem['code'],
): error is SentryProblemError {
  return error instanceof SentryProblemError && error.code === code;
}
