import { SentryApiError } from '../http';
import { readScope, findIssue, readRange } from '../scope';
import { prepareSearch } from '../searchIssues';
import type { Issue } from '../../store/Issue';
import type { StoredEvent, TimeRange } from '../../store/types';
import type { ApiContext, OrganizationRequest, ApiRoute } from '../types';
import {
  serializeEvent,
  serializeEventRow,
  serializeAttachment,
} from '../../serialize/event';
import { everything } from '../../store/timeline';
import { scopes } from '../auth';
import { createHash } from 'node:crypto';
import {
  linkHeader,
  readCursor,
  readPerPage,
  rowPage,
  offsetPage,
} from '../pagination';

export interface FoundEvent {
  readonly event: StoredEvent;
  readonly issue: Issue;
}

/** Datasets that Sentry has and that are always empty here. */
const emptyDatasets = ['spans', 'logs', 'ourlogs', 'profiles', 'tracemetrics'];
const errorDatasets = ['errors', 'discover'];

/** The value of `dataset`, by default errors. */
export function readDataset(query: URLSearchParams): string {
  const dataset = query.get('dataset') || 'errors';
  const all = [...errorDatasets, ...emptyDatasets];
  if (!all.includes(dataset)) {
    throw SentryApiError.badRequest(
      `dataset must be one of: ${all.sort().join(', ')}`,
    );
  }
  return dataset;
}

/** The events that a request to `events/` or `events-timeseries/` selects, and its window. */
export function selectEvents(
  request: OrganizationRequest,
  context: ApiContext,
): { events: FoundEvent[]; range: TimeRange } {
  const { query, organization } = request;
  const scope = readScope(request, context);
  if (emptyDatasets.includes(readDataset(query))) {
    return { events: [], range: scope.range };
  }
  const { search, matchesEvent } = prepareSearch(
    query.get('query') ?? '',
    scope,
    organization,
    context,
  );
  const events = scope.projects.flatMap(project =>
    context.store
      .issues(project.id)
      .filter(search.matchesIssue)
      .flatMap(issue =>
        issue.timeline
          .within(scope.range, matchesEvent)
          .map(event => ({ event, issue })),
      ),
  );
  return { events, range: scope.range };
}

type Pick = (events: StoredEvent[]) => StoredEvent | undefined;

const positions: Record<string, Pick> = {
  oldest: events => events.at(0),
  latest: events => events.at(-1),
  recommended: events =>
    events.findLast(({ release, user }) => release && user) ?? events.at(-1),
};

/**
 * One event of an issue. `recommended` is the newest one with the most data: in Sentry
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
      ? matchingEvents(issue, request, context, everything)
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

/** @param usual - the window where none is asked for; by default that of lists */
function matchingEvents(
  issue: Issue,
  request: OrganizationRequest,
  context: ApiContext,
  usual?: TimeRange,
): StoredEvent[] {
  const { query, organization } = request;
  const scope = readScope(request, context);
  const { matchesEvent } = prepareSearch(
    query.get('query') ?? '',
    scope,
    organization,
    context,
  );
  const range = usual && !scope.hasWindow ? usual : scope.range;
  return issue.timeline.within(range, matchesEvent);
}

/** The events of an issue, the newest first; `full` has all data of each. */
export const issueEventsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/issues/:issue/events/',
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const { query } = request;
    const issue = findIssue(request, context);
    const events = matchingEvents(issue, request, context).reverse();
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

const path = '/api/0/projects/:organization/:project/events';

/** The events of a project, the newest first; `full` has all data of each. */
export const projectEventsRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: `${path}/`,
  scopes: scopes.readProject,
  handle: (request, context) => {
    const { query, project } = request;
    const { range } = readRange(query, context.now());
    const events = context.store
      .issues(project.id)
      .flatMap(issue =>
        issue.timeline.within(range).map(event => ({ issue, event })),
      )
      .sort((a, b) => b.event.timestamp - a.event.timestamp);
    const page = rowPage(events, readPerPage(query), readCursor(query));
    const isFull = ['1', 'true'].includes(query.get('full') ?? '');
    return {
      body: page.items.map(({ issue, event }) => ({
        ...serializeEventRow(issue, event),
        ...(isFull && serializeEvent(issue, event, context)),
      })),
      headers: linkHeader(request, context, page),
    };
  },
};

/** One event by its id, with its neighbours in its issue. */
export const projectEventRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: `${path}/:event/`,
  scopes: scopes.readProject,
  handle: ({ project, params }, context) => {
    const id = params.event.replaceAll('-', '').toLowerCase();
    const found = context.store.findEvent(project.id, id);
    if (!found) {
      throw SentryApiError.notFound('Event not found');
    }
    return { body: serializeEvent(found.issue, found.event, context) };
  },
};

/** The files that came with an event, by name: an event itself says nothing of them. */
export const attachmentsRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: '/api/0/projects/:organization/:project/events/:event/attachments/',
  scopes: scopes.readProject,
  handle: (request, context) => {
    const { project, params, query } = request;
    const id = params.event.replaceAll('-', '').toLowerCase();
    const found = context.store.findEvent(project.id, id);
    if (!found) {
      throw SentryApiError.notFound('Event not found');
    }
    const { event } = found;
    const sought = (query.get('query') ?? '').toLowerCase();
    const files = event.attachments
      .map((file, index) => serializeAttachment(event, file, index))
      .filter(({ name }) => String(name).toLowerCase().includes(sought))
      .sort((a, b) => String(a.name).localeCompare(String(b.name)));
    const page = offsetPage(files, readPerPage(query), readCursor(query));
    return { body: page.items, headers: linkHeader(request, context, page) };
  },
};
