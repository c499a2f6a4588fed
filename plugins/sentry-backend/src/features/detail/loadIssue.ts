import { toIssueFacts } from 'backstage-plugin-sentry-node';
import type { ProjectScope } from '../../scopes/types';
import { placeOf } from '../../scopes/links';
import { isProblem } from '../../scopes/ProjectDirectory';
import type { SourceIssue } from './types';

/**
 * Asks for an issue; `null` where there is none, or it is of a project that is not the
 * scope's.
 */
export async function loadIssue(
  { client, organization, projects, instance }: ProjectScope,
  issue: string,
  environment: string[] | undefined,
): Promise<SourceIssue | null> {
  try {
    const raw = await client.getIssue(organization, issue, { environment });
    const isOurs = projects.some(({ id }) => id === `${raw.project?.id}`);
    const facts =
      isOurs &&
      toIssueFacts(raw, {
        instance: instance.name,
        ...placeOf({ client, instance, organization }),
        projects,
      });
    return facts ? { facts } : null;
  } catch (error) {
    if (isProblem(error, 'ISSUE_NOT_FOUND')) {
      return null;
    }
    throw error;
  }
}
