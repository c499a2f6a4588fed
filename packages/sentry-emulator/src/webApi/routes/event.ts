import { serializeEvent } from '../../serialize/event/event';
import { everything } from '../../store/timeline';
import { scopes } from '../auth';
import { SentryApiError } from '../errors';
import { findIssue } from '../findIssue';
import { readScope } from '../scope';
import { prepareSearch } from '../searchIssues';
import type { Issue } from '../../store/Issue';
import type { StoredEvent } from '../../store/types';
import type { ApiContext, ApiRoute, OrganizationRequest } from '../types';

type Pick = (events: StoredEvent[]) => StoredEvent | undefined;

const positions: Record<string, Pick> = {
  oldest: events => events.at(0),
  latest: events => events.at(-1),
  recommended: events =>
    events.findLast(({ release, user }) => release && user) ?? events.at(-1),
};

/**
 * One event of an issue. `recommended` is the newest one with the most to tell: in Sentry
 * too a measure of its own. What is asked for by its id is found whatever the environments.
 */
export const issueEventRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/issues/:issue/events/:event/',
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const issue = findIssue(request, context);
    const which = request.params.event;
    const position = Object.hasOwn(positions, which)
      ? positions[which]
      : undefined;
    const events = position
      ? matchingEvents(issue, request, context)
      : issue.timeline.within(everything);
    const event = position ? position(events) : findById(events, which);
    if (!event) {
      throw SentryApiError.notFound(
        position
          ? 'No matching event found. Try changing the environments, date range, or query.'
          : 'Event not found. The event ID may be incorrect, or its age exceeded the retention period.',
      );
    }
    const index = events.indexOf(event);
    return {
      body: serializeEvent(issue, event, context, {
        previous: events[index - 1],
        next: events[index + 1],
      }),
    };
  },
};

function findById(events: StoredEvent[], which: string) {
  const id = which.replaceAll('-', '').toLowerCase();
  return events.find(event => event.id === id);
}

function matchingEvents(
  issue: Issue,
  request: OrganizationRequest,
  context: ApiContext,
): StoredEvent[] {
  const { query, organization } = request;
  const scope = readScope(request, context);
  const { matchesEvent } = prepareSearch(
    query.get('query') ?? '',
    scope,
    organization,
    context,
  );
  const range = scope.hasWindow ? scope.range : everything;
  return issue.timeline.within(range, matchesEvent);
}
