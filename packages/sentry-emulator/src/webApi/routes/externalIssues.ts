import { serializeExternalIssues } from '../../serialize/issue/expanded';
import { scopes } from '../auth';
import { findIssue } from '../findIssue';
import type { ApiRoute } from '../types';

/** What Sentry's applications have tied to an issue. */
export const externalIssuesRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/issues/:issue/external-issues/',
  scopes: scopes.readEvents,
  handle: (request, context) => ({
    body: serializeExternalIssues(findIssue(request, context)),
  }),
};
