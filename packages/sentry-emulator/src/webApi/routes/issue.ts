import { serializeChangedIssue } from '../../serialize/issue/issue';
import { serializeIssueDetail } from '../../serialize/issue/issueDetail';
import { scopes } from '../auth';
import { findIssue } from '../findIssue';
import { readEnvironments } from '../scope';
import { readIssueUpdate } from '../issueUpdate/readIssueUpdate';
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
        viewer: request.token?.user,
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
    const user = request.token?.user;
    const issue = findIssue(request, context);
    const issues = [issue];
    readIssueUpdate(body, { issues, organization, context, user }).apply();
    return { body: serializeChangedIssue(issue, organization, context, user) };
  },
};
