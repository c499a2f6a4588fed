import { serializeEvent, serializeEventRow } from '../../serialize/event/event';
import { scopes } from '../auth';
import { SentryApiError } from '../errors';
import { linkHeader, readCursor, readPerPage, rowPage } from '../pagination';
import { readRange } from '../scope';
import type { ApiRoute } from '../types';

const path = '/api/0/projects/:organization/:project/events';

/** The events of a project, the newest first; `full` has all that each of them told. */
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
