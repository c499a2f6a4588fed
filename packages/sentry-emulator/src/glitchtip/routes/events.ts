import { everything } from '../../store/timeline';
import { scopes } from '../../webApi/auth';
import { SentryApiError } from '../../webApi/http';
import { unprocessable, findIssue } from '../scope';
import { answerList } from '../pagination';
import { inSnakeCase, serializeGlitchTipEvent } from '../serialize';
import type { Issue } from '../../store/Issue';
import type { StoredEvent } from '../../store/types';
import type {
  ApiAnswer,
  ApiContext,
  ApiRequest,
  ApiRoute,
} from '../../webApi/types';

const issuePath = '/api/0/issues/:issue(\\d+)';
const UUID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

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
    listEvents(request, [findIssue(request, context)], context, inSnakeCase),
};

export const issueEventRoute: ApiRoute = {
  kind: 'token',
  method: 'get',
  path: `${issuePath}/events/:event/`,
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
  path: `/api/0/projects/:organization/:project/events/:event/`,
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
  path: `/api/0/organizations/:organization/issues/:issue(\\d+)/events/:event/json/`,
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
  rename = (fields: Record<string, unknown>) => fields,
): ApiAnswer {
  const events = issues
    .flatMap(issue =>
      issue.timeline.within(everything).map(event => ({ issue, event })),
    )
    .sort((a, b) => b.event.timestamp - a.event.timestamp);
  return answerList(request, context, events, ({ issue, event }) =>
    rename(serializeGlitchTipEvent(issue, event, context)),
  );
}

/** Words other than `latest` are ids that are none. */
function eventIdOf({ params }: ApiRequest): string {
  if (!UUID.test(params.event)) {
    const error =
      'invalid character: expected an optional prefix of `urn:uuid:` followed by [0-9a-fA-F-]';
    throw unprocessable(
      ['path', 'event_id'],
      'uuid_parsing',
      `Input should be a valid UUID, ${error}`,
      { error },
    );
  }
  return params.event.replaceAll('-', '').toLowerCase();
}
