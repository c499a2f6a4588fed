import { serializeIssueDetail } from '../../serialize/issueDetail';
import { scopes } from '../auth';
import { findIssue } from '../findIssue';
import { readEnvironments } from '../scope';
import { readIssueUpdate } from '../issueUpdate';
import type { ApiRoute } from '../types';

const path = '/api/0/organizations/:organization/issues/:issue/';

export const issueRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path,
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const { query, organization } = request;
    const issue = findIssue(request, context);
    return {
      body: serializeIssueDetail(issue, {
        organization,
        context,
        inEnvironment: readEnvironments(query, organization, context),
        expand: new Set(query.getAll('expand')),
        collapse: new Set(query.getAll('collapse')),
      }),
    };
  },
};

/** Changes what the body names, and answers the issue as it is then. */
export const updateIssueRoute: ApiRoute = {
  kind: 'organization',
  method: 'put',
  path,
  scopes: scopes.writeEvents,
  handle: (request, context) => {
    const { organization, body } = request;
    const issue = findIssue(request, context);
    readIssueUpdate(body, organization, context)(issue);
    return {
      body: serializeIssueDetail(issue, {
        organization,
        context,
        expand: new Set(),
        collapse: new Set(['release', 'stats', 'tags']),
      }),
    };
  },
};
