import type { ProjectScope } from '../../scopes/types';
import { isProblem } from '../../scopes/ProjectDirectory';
import type { SourceIssue } from './types';

/**
 * Asks for an issue; `null` where there is none, or it is of a project that is not the
 * scope's.
 */
export async function loadIssue(
  { client, organization, projects }: ProjectScope,
  issue: string,
  environment: string[] | undefined,
): Promise<SourceIssue | null> {
  try {
    const facts = await client.getIssue(organization, issue, { environment });
    const isOurs = projects.some(({ id }) => id === facts.issue.project.id);
    return isOurs ? { facts } : null;
  } catch (error) {
    if (isProblem(error, 'ISSUE_NOT_FOUND')) {
      return null;
    }
    throw error;
  }
}
