import { serializeKey } from '../../serialize/key';
import { scopes } from '../auth';
import { linkHeader, offsetPage, readCursor, readPerPage } from '../pagination';
import type { ApiRoute } from '../types';

export const projectKeysRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: '/api/0/projects/:organization/:project/keys/',
  scopes: scopes.readProject,
  handle: (request, context) => {
    const { project, query } = request;
    const page = offsetPage(
      query.get('status') === 'inactive'
        ? []
        : [serializeKey(project, context)],
      readPerPage(query),
      readCursor(query),
    );
    return { body: page.items, headers: linkHeader(request, context, page) };
  },
};
