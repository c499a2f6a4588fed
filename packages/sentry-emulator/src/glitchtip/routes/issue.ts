import { z } from 'zod';
import { scopes } from '../../webApi/auth';
import { SentryApiError } from '../../webApi/errors';
import { requireInteger, unprocessable } from '../errors';
import { findIssue } from '../findIssue';
import { serializeIssue } from '../serialize';
import type { Issue } from '../../store/Issue';
import type { ApiAnswer, ApiRoute } from '../../webApi/types';

const statusSchema = z.object({
  status: z.enum(['resolved', 'unresolved', 'ignored']),
});
const path = '/api/0/issues/:issue(\\d+)/';

export const issueRoute: ApiRoute = {
  kind: 'token',
  method: 'get',
  path,
  scopes: scopes.readEvents,
  handle: (request, context) => ({
    body: {
      ...serializeIssue(findIssue(request, context), context),
      userReportCount: 0,
    },
  }),
};

/** Only the status can be changed, and only that is answered. */
export const updateIssueRoute: ApiRoute = {
  kind: 'token',
  method: 'put',
  path,
  scopes: scopes.writeEvents,
  handle: (request, context) =>
    update(request.body, () => [findIssue(request, context)]),
};

/** There is no GET of this path. */
export const updateOrganizationIssueRoute: ApiRoute = {
  kind: 'organization',
  method: 'put',
  path: '/api/0/organizations/:organization/issues/:issue(\\d+)/',
  scopes: scopes.writeEvents,
  handle: (request, context) =>
    update(request.body, () => {
      const issue = findIssue(request, context);
      if (!request.organization.projects.includes(issue.project)) {
        throw SentryApiError.notFound();
      }
      return [issue];
    }),
};

/** Changes the issues named by `id`; without any the emulator changes none. */
export const updateIssuesRoute: ApiRoute = {
  kind: 'organization',
  method: 'put',
  path: '/api/0/organizations/:organization/issues/',
  scopes: scopes.writeEvents,
  handle: (request, context) => {
    const ids = request.query
      .getAll('id')
      .map((text, index) => requireInteger(text, ['query', 'id', index]));
    return update(request.body, () =>
      request.organization.projects
        .flatMap(project => context.store.issues(project.id))
        .filter(issue => ids.includes(Number(issue.id))),
    );
  },
};

function update(body: unknown, find: () => Issue[]): ApiAnswer {
  const parsed = statusSchema.safeParse(body);
  if (!parsed.success) {
    throw unprocessable(
      ['body', 'payload', 'status'],
      'literal_error',
      "Input should be 'resolved', 'unresolved' or 'ignored'",
    );
  }
  for (const issue of find()) {
    changeStatus(issue, parsed.data.status);
  }
  return { body: parsed.data };
}

/** What is ignored stays so, whatever happens: GlitchTip knows no escalating. */
function changeStatus(
  issue: Issue,
  status: z.infer<typeof statusSchema>['status'],
): void {
  if (status === 'resolved') {
    issue.resolve();
  } else if (status === 'unresolved') {
    issue.reopen();
  } else {
    issue.archive('archived_forever');
  }
}
