import { z } from 'zod';
import { serializeChangedIssue } from '../../serialize/issue';
import { scopes } from '../auth';
import { choice, readBody, SentryApiError } from '../http';
import { findIssue } from '../scope';
import type { ApiRoute } from '../types';

const issuePath = '/api/0/organizations/:organization/issues/:issue/';

/** Replays by the number of the issue; other queries are not known here. */
export const replayCountRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/replay-count/',
  scopes: scopes.readOrganization,
  handle: ({ query, organization }, { store }) => {
    const ids = /^issue\.id:\[([\d,]+)\]$/.exec(query.get('query') ?? '')?.[1];
    if (ids === undefined) {
      throw SentryApiError.badRequest('Invalid query');
    }
    const known = ids.split(',').map(id => store.issue(id));
    return {
      body: Object.fromEntries(
        known.flatMap(issue =>
          issue && organization.projects.includes(issue.project)
            ? [[issue.id, issue.links.replayCount ?? 0]]
            : [],
        ),
      ),
    };
  },
};

/** Pairs of an issue and its scores. Not in Sentry's OpenAPI document. */
export const similarIssuesRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: `${issuePath}similar/`,
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const { organization, token } = request;
    const { similar = [] } = findIssue(request, context).links;
    return {
      body: similar
        .flatMap(id => context.store.issue(id) ?? [])
        .map(issue => [
          serializeChangedIssue(issue, organization, context, token?.user),
          { 'exception:stacktrace:pairs': 0.9 },
        ]),
    };
  },
};

export const autofixRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: `${issuePath}autofix/`,
  scopes: scopes.readEvents,
  handle: (request, context) => ({
    body: { autofix: findIssue(request, context).links.autofix ?? null },
  }),
};

const startSchema = z.object({
  step: choice([
    ...['root_cause', 'solution', 'code_changes', 'pr_iteration'],
    ...['open_pr', 'coding_agent_handoff'],
  ]).default('root_cause'),
  stopping_point: choice([
    ...['root_cause', 'solution', 'code_changes', 'open_pr'],
  ]).nullish(),
});

/** A run that never gets on. */
export const startAutofixRoute: ApiRoute = {
  kind: 'organization',
  method: 'post',
  path: `${issuePath}autofix/`,
  scopes: scopes.writeEvents,
  handle: (request, context) => {
    readBody(startSchema, request.body);
    const issue = findIssue(request, context);
    issue.links = {
      ...issue.links,
      autofix: {
        run_id: Number(issue.id),
        status: 'PROCESSING',
        updated_at: new Date(context.now()).toISOString().replace('Z', ''),
        steps: [],
      },
    };
    return {
      status: 202,
      body: { run_id: Number(issue.id), sentry_run_id: null },
    };
  },
};
