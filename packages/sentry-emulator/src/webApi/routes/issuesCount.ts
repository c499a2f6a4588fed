import { scopes } from '../auth';
import { readScope } from '../scope';
import { findIssues, prepareSearch } from '../searchIssues';
import type { ApiRoute } from '../types';

const maxCount = 100;

/** How many issues each `query` finds, 100 meaning that or more. */
export const issuesCountRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/issues-count/',
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const scope = readScope(request, context);
    if (scope.projects.length === 0) {
      return { body: [] };
    }
    const counts = request.query.getAll('query').map(query => {
      const search = prepareSearch(query, scope, request.organization, context);
      return [query, Math.min(findIssues(search, context).length, maxCount)];
    });
    return { body: Object.fromEntries(counts) };
  },
};
