import { requireToken, seesProject } from '../webApi/auth';
import { SentryApiError } from '../webApi/errors';
import type { Issue } from '../store/Issue';
import type { ApiContext, ApiRequest } from '../webApi/types';

/** The issue of the path, by number alone, in any organization of the token's. */
export function findIssue(
  { params, token }: ApiRequest,
  { store, directory }: ApiContext,
): Issue {
  const caller = requireToken(token);
  const issue = store.issue(params.issue);
  const home = issue && directory.findProject(issue.project.id)?.organization;
  if (
    !issue ||
    !home ||
    !caller.organizations.includes(home.slug) ||
    !seesProject(caller, issue.project)
  ) {
    throw SentryApiError.notFound();
  }
  return issue;
}
