import { createHash } from 'node:crypto';
import { serializeEvent, serializeEventRow } from '../../serialize/event/event';
import { scopes } from '../auth';
import { SentryApiError } from '../errors';
import { findIssue } from '../findIssue';
import { linkHeader, readCursor, readPerPage, rowPage } from '../pagination';
import { readScope } from '../scope';
import { prepareSearch } from '../searchIssues';
import type { StoredEvent } from '../../store/types';
import type { ApiRoute } from '../types';

/** The events of an issue, the newest first; `full` has all that each of them told. */
export const issueEventsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/issues/:issue/events/',
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const { query, organization } = request;
    const issue = findIssue(request, context);
    const scope = readScope(request, context);
    const { matchesEvent } = prepareSearch(
      query.get('query') ?? '',
      scope,
      organization,
      context,
    );
    const events = issue.timeline.within(scope.range, matchesEvent).reverse();
    const page = rowPage(
      readFlag(query, 'sample') ? shuffle(events) : events,
      readPerPage(query),
      readCursor(query),
    );
    const isFull = readFlag(query, 'full');
    return {
      body: page.items.map(event => ({
        ...serializeEventRow(issue, event),
        ...(isFull && serializeEvent(issue, event, context)),
      })),
      headers: linkHeader(request, context, page),
    };
  },
};

function readFlag(query: URLSearchParams, name: string): boolean {
  const text = query.get(name) ?? 'false';
  if (['1', 'true'].includes(text)) {
    return true;
  }
  if (['', '0', 'false'].includes(text)) {
    return false;
  }
  throw SentryApiError.badRequest(`Invalid value for '${name}'`);
}

/** In an order without meaning that is the same each time. */
function shuffle(events: StoredEvent[]): StoredEvent[] {
  const score = ({ id }: StoredEvent) =>
    createHash('md5').update(id).digest('hex');
  return [...events].sort((a, b) => (score(a) < score(b) ? -1 : 1));
}
