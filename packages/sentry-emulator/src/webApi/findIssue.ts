import { SentryApiError } from './errors';
import type { Organization } from '../directory';
import type { EventStore } from '../store/EventStore';
import type { Issue } from '../store/Issue';
import type { ApiContext, OrganizationRequest } from './types';

/** The issue of the path, by number or short id, if it is one of the organization's. */
export function findIssue(
  { params, organization }: OrganizationRequest,
  { store }: ApiContext,
): Issue {
  const byId = store.issue(params.issue);
  if (byId && organization.projects.includes(byId.project)) {
    return byId;
  }
  return findByShortId(params.issue, organization, store);
}

export function findByShortId(
  text: string,
  organization: Organization,
  store: EventStore,
): Issue {
  const shortId = text.toUpperCase();
  const issue = organization.projects
    .flatMap(project => store.issues(project.id))
    .find(candidate => candidate.shortId === shortId);
  if (!issue) {
    throw SentryApiError.notFound();
  }
  return issue;
}
