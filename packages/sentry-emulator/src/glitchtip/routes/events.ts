import { everything } from '../../store/timeline';
import { scopes } from '../../webApi/auth';
import { SentryApiError } from '../../webApi/errors';
import { offsetPage } from '../../webApi/pagination';
import { findIssue } from '../findIssue';
import { pageHeaders, readCursor, readLimit } from '../pagination';
import { serializeGlitchTipEvent } from '../serialize';
import type { Issue } from '../../store/Issue';
import type { StoredEvent } from '../../store/types';
import type {
  ApiAnswer,
  ApiContext,
  ApiRequest,
  ApiRoute,
} from '../../webApi/types';

const issuePath = '/api/0/issues/:issue(\\d+)';
const eventPattern = ':event([0-9a-fA-F-]{32,36})';

export const latestEventRoute: ApiRoute = {
  kind: 'token',
  method: 'get',
  path: `${issuePath}/events/latest/`,
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const issue = findIssue(request, context);
    return answerEvent({ issue, event: issue.timeline.last }, context);
  },
};

export const issueEventsRoute: ApiRoute = {
  kind: 'token',
  method: 'get',
  path: `${issuePath}/events/`,
  scopes: scopes.readEvents,
  handle: (request, context) =>
    listEvents(request, [findIssue(request, context)], context),
};

export const issueEventRoute: ApiRoute = {
  kind: 'token',
  method: 'get',
  path: `${issuePath}/events/${eventPattern}/`,
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const issue = findIssue(request, context);
    const found = context.store.findEvent(issue.project.id, eventIdOf(request));
    return answerEvent(found?.issue === issue ? found : undefined, context);
  },
};

export const projectEventsRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: '/api/0/projects/:organization/:project/events/',
  scopes: scopes.readEvents,
  handle: (request, context) =>
    listEvents(request, context.store.issues(request.project.id), context),
};

export const projectEventRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: `/api/0/projects/:organization/:project/events/${eventPattern}/`,
  scopes: scopes.readEvents,
  handle: (request, context) =>
    answerEvent(
      context.store.findEvent(request.project.id, eventIdOf(request)),
      context,
    ),
};

/** The event as it came in. */
export const eventJsonRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: `/api/0/organizations/:organization/issues/:issue(\\d+)/events/${eventPattern}/json/`,
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const issue = findIssue(request, context);
    const found = context.store.findEvent(issue.project.id, eventIdOf(request));
    if (
      found?.issue !== issue ||
      !request.organization.projects.includes(issue.project)
    ) {
      throw SentryApiError.notFound();
    }
    return { body: JSON.parse(found.event.payload) };
  },
};

function answerEvent(
  found: { issue: Issue; event: StoredEvent } | undefined,
  context: ApiContext,
): ApiAnswer {
  if (!found) {
    throw SentryApiError.notFound();
  }
  return { body: serializeGlitchTipEvent(found.issue, found.event, context) };
}

/** The newest first. */
function listEvents(
  request: ApiRequest,
  issues: readonly Issue[],
  context: ApiContext,
): ApiAnswer {
  const events = issues
    .flatMap(issue =>
      issue.timeline.within(everything).map(event => ({ issue, event })),
    )
    .sort((a, b) => b.event.timestamp - a.event.timestamp);
  const page = offsetPage(
    events,
    readLimit(request.query),
    readCursor(request.query),
  );
  return {
    body: page.items.map(({ issue, event }) =>
      serializeGlitchTipEvent(issue, event, context),
    ),
    headers: pageHeaders(request, context, page, events.length),
  };
}

function eventIdOf({ params }: ApiRequest): string {
  return params.event.replaceAll('-', '').toLowerCase();
}
