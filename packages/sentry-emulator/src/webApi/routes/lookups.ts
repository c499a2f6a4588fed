import { serializeEvent } from '../../serialize/event/event';
import { serializeChangedIssue } from '../../serialize/issue/issue';
import { scopes } from '../auth';
import { SentryApiError } from '../errors';
import { findByShortId } from '../findIssue';
import type { ApiRoute } from '../types';

/** The issue of a short id such as `SHOP-WEB-1A`, in whatever case. */
export const shortIdRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/shortids/:shortId/',
  scopes: scopes.readEvents,
  handle: ({ organization, params, token }, context) => {
    const issue = findByShortId(params.shortId, organization, context.store);
    return {
      body: {
        organizationSlug: organization.slug,
        projectSlug: issue.project.slug,
        groupId: issue.id,
        group: serializeChangedIssue(issue, organization, context, token?.user),
        shortId: issue.shortId,
      },
    };
  },
};

/** The event of an id, whatever its project. */
export const eventIdRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/eventids/:event/',
  scopes: scopes.readOrganization,
  handle: ({ organization, params }, context) => {
    const id = params.event.replaceAll('-', '').toLowerCase();
    if (!/^[0-9a-f]{32}$/.test(id)) {
      throw SentryApiError.badRequest('Invalid event ID');
    }
    const found = organization.projects
      .flatMap(project => context.store.findEvent(project.id, id) ?? [])
      .at(0);
    if (!found) {
      throw SentryApiError.notFound();
    }
    const { event, issue } = found;
    return {
      body: {
        organizationSlug: organization.slug,
        projectSlug: issue.project.slug,
        groupId: issue.id,
        eventId: event.id,
        event: serializeEvent(issue, event, context),
      },
    };
  },
};
