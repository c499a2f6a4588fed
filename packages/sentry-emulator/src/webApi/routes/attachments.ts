import { serializeAttachment } from '../../serialize/attachment';
import { scopes } from '../auth';
import { SentryApiError } from '../errors';
import { linkHeader, offsetPage, readCursor, readPerPage } from '../pagination';
import type { ApiRoute } from '../types';

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
