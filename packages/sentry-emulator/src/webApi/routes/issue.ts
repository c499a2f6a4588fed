import {
  serializeChangedIssue,
  serializeExternalIssues,
} from '../../serialize/issue';
import {
  serializeIssueDetail,
  serializeActivity,
  serializeEntry,
} from '../../serialize/issueDetail';
import { scopes } from '../auth';
import { findIssue, readEnvironments, findByShortId } from '../scope';
import { readIssueUpdate } from '../issueUpdate/updateIssues';
import type { ApiRoute } from '../types';
import { serializeEvent } from '../../serialize/event';
import { SentryApiError, readBody, requiredText } from '../http';
import { z } from 'zod';
import { answerPage } from '../pagination';

const path = '/api/0/organizations/:organization/issues/:issue';
const oneHour = 3_600_000;

export const issueRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: `${path}/`,
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const { query, organization } = request;
    const issue = findIssue(request, context);
    return {
      body: serializeIssueDetail(issue, {
        organization,
        context,
        inEnvironment: readEnvironments(query, organization, context),
        expand: new Set(query.getAll('expand')),
        collapse: new Set(query.getAll('collapse')),
        viewer: request.token?.user,
      }),
    };
  },
};

/** Changes what the body names, and answers the issue as it is then. */
export const updateIssueRoute: ApiRoute = {
  kind: 'organization',
  method: 'put',
  path: `${path}/`,
  scopes: scopes.writeEvents,
  handle: (request, context) => {
    const { organization, body } = request;
    const user = request.token?.user;
    const issue = findIssue(request, context);
    const issues = [issue];
    readIssueUpdate(body, { issues, organization, context, user }).apply();
    return { body: serializeChangedIssue(issue, organization, context, user) };
  },
};

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

// Comments and activity of an issue. Sentry's OpenAPI document has neither.

/** The latest hundred activities, in the shape of the issue's details. */
export const activitiesRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: `${path}/activities/`,
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const issue = findIssue(request, context);
    const { directory } = context;
    const all = serializeActivity(issue, request.organization, directory);
    return { body: { activity: all.slice(0, 100) } };
  },
};

/** The comments on an issue, the newest first. */
export const notesRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: `${path}/notes/`,
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const notes = findIssue(request, context).history.notes();
    const { organization } = request;
    return answerPage(request, context, notes, note =>
      serializeEntry(note, organization, context.directory),
    );
  },
};

/** Needs a user. The same text again within an hour is 400. */
export const createNoteRoute: ApiRoute = {
  kind: 'organization',
  method: 'post',
  path: `${path}/notes/`,
  scopes: scopes.writeEvents,
  handle: (request, context) => {
    const { organization, token } = request;
    const { history } = findIssue(request, context);
    const user = token?.user;
    if (user === undefined) {
      throw new SentryApiError(403, {
        detail: "Key doesn't have permission to create Note",
      });
    }
    const { text } = readBody(z.object({ text: requiredText() }), request.body);
    const now = context.now();
    const isRepeated = history
      .notes()
      .some(
        note =>
          note.user === user &&
          note.data.text === text &&
          note.time >= now - oneHour,
      );
    if (isRepeated) {
      throw SentryApiError.badRequest('You have already posted that comment.');
    }
    history.subscribe(user, 'comment');
    const note = history.record({
      type: 'note',
      user,
      time: now,
      data: { text },
    });
    return {
      status: 201,
      body: serializeEntry(note, organization, context.directory),
    };
  },
};

/** What Sentry's applications have tied to an issue. */
export const externalIssuesRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: `${path}/external-issues/`,
  scopes: scopes.readEvents,
  handle: (request, context) => ({
    body: serializeExternalIssues(findIssue(request, context)),
  }),
};
