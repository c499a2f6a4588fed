import { serializeEvent } from '../../serialize/event/event';
import { everything } from '../../store/timeline';
import { scopes } from '../auth';
import { SentryApiError } from '../errors';
import { findIssue } from '../findIssue';
import { readScope } from '../scope';
import { prepareSearch } from '../searchIssues';
import type { StoredEvent } from '../../store/types';
import type { ApiRoute } from '../types';

/**
 * One event of an issue. `recommended` is the newest one with the most to tell:
 * in Sentry too a measure of its own.
 */
export const issueEventRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/issues/:issue/events/:event/',
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const { query, organization, params } = request;
    const issue = findIssue(request, context);
    const scope = readScope(request, context);
    const { matchesEvent } = prepareSearch(
      query.get('query') ?? '',
      scope,
      organization,
      context,
    );
    const range = scope.hasWindow ? scope.range : everything;
    const events = issue.timeline.within(range, matchesEvent);
    const event = pick(events, params.event);
    if (!event) {
      throw SentryApiError.notFound(
        'No matching event found. Try changing the environments, date range, or query.',
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

function pick(events: StoredEvent[], which: string): StoredEvent | undefined {
  switch (which) {
    case 'oldest':
      return events.at(0);
    case 'latest':
      return events.at(-1);
    case 'recommended':
      return (
        events.findLast(({ release, user }) => release && user) ?? events.at(-1)
      );
    default: {
      const id = which.replaceAll('-', '').toLowerCase();
      return events.find(event => event.id === id);
    }
  }
}
