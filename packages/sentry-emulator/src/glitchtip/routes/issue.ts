import { z } from 'zod';
import { formatDate } from '../../serialize/series';
import { requireToken, scopes } from '../../webApi/auth';
import { SentryApiError } from '../../webApi/http';
import { requireChoice, serverFault, unprocessable, findIssue } from '../scope';
import { answerList } from '../pagination';
import { serializeChangedIssue, serializeIssue } from '../serialize';
import { issuesOf } from './issues';
import type { Issue, Activity } from '../../store/Issue';
import type { ApiContext, ApiRoute } from '../../webApi/types';
import { everything } from '../../store/timeline';
import { tagsOf } from '../search';

const statuses = ['resolved', 'unresolved', 'ignored'];
const path = '/api/0/issues/:issue(\\d+)/';

const changeSchema = z.object({
  status: z.string().nullish(),
  merge: z.number().nullish(),
});
const commentSchema = z.object({ data: z.object({ text: z.string() }) });

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

/** Only the status can be changed; the whole issue is answered. */
export const updateIssueRoute: ApiRoute = {
  kind: 'token',
  method: 'put',
  path,
  scopes: scopes.writeEvents,
  handle: (request, context) => ({
    body: changeOne(findIssue(request, context), request.body, context),
  }),
};

/** There is no GET of this path. */
export const updateOrganizationIssueRoute: ApiRoute = {
  kind: 'organization',
  method: 'put',
  path: '/api/0/organizations/:organization/issues/:issue(\\d+)/',
  scopes: scopes.writeEvents,
  handle: (request, context) => {
    const issue = findIssue(request, context);
    if (!request.organization.projects.includes(issue.project)) {
      throw SentryApiError.notFound();
    }
    return { body: changeOne(issue, request.body, context) };
  },
};

/** Changes all that the filters find, which without any is everything. */
export const updateIssuesRoute: ApiRoute = {
  kind: 'organization',
  method: 'put',
  path: '/api/0/organizations/:organization/issues/',
  scopes: scopes.writeEvents,
  handle: (request, context) => {
    const { status = null, merge = null } = readChange(request.body);
    const found = issuesOf(request, request.organization.projects, context);
    if (status !== null) {
      found.forEach(issue => changeStatus(issue, status));
    }
    return { body: { status, merge } };
  },
};

export const issueCommentsRoute: ApiRoute = {
  kind: 'token',
  method: 'get',
  path: `${path}comments/`,
  scopes: ['event:read', 'event:admin'],
  handle: (request, context) =>
    answerList(
      request,
      context,
      findIssue(request, context).history.notes(),
      comment => serializeComment(comment, context),
    ),
};

export const addCommentRoute: ApiRoute = {
  kind: 'token',
  method: 'post',
  path: `${path}comments/`,
  scopes: scopes.writeEvents,
  handle: (request, context) => {
    const parsed = commentSchema.safeParse(request.body);
    if (!parsed.success) {
      throw unprocessable(
        ['body', 'payload', 'data'],
        'missing',
        'Field required',
      );
    }
    const comment = findIssue(request, context).history.record({
      type: 'note',
      user: requireToken(request.token).user,
      time: context.now(),
      data: { text: parsed.data.data.text },
    });
    return { status: 201, body: serializeComment(comment, context) };
  },
};

function changeOne(
  issue: Issue,
  body: unknown,
  context: ApiContext,
): Record<string, unknown> {
  const { status } = readChange(body);
  if (!status) {
    throw serverFault();
  }
  changeStatus(issue, status);
  return serializeChangedIssue(issue, context);
}

function readChange(body: unknown): z.infer<typeof changeSchema> {
  const change = changeSchema.safeParse(body).data ?? {};
  if (change.status) {
    requireChoice(change.status, statuses, ['body', 'payload', 'status']);
  }
  return change;
}

/** What is ignored stays so, whatever happens: GlitchTip knows no escalating. */
function changeStatus(issue: Issue, status: string): void {
  if (status === 'resolved') {
    issue.resolve();
  } else if (status === 'unresolved') {
    issue.reopen();
  } else {
    issue.archive('archived_forever');
  }
}

function serializeComment(
  { id, user, time, data }: Activity,
  { directory }: ApiContext,
): Record<string, unknown> {
  const author = directory.user(user);
  return {
    id,
    type: 'note',
    data,
    dateCreated: formatDate(time),
    user: author ? { id: author.id, email: author.email } : null,
  };
}

/** The tags of an issue's events, each with its values. */
export const issueTagsRoute: ApiRoute = {
  kind: 'token',
  method: 'get',
  path: '/api/0/issues/:issue(\\d+)/tags/',
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const totals = new Map<string, Map<string, number>>();
    const { timeline } = findIssue(request, context);
    for (const event of timeline.within(everything)) {
      for (const [key, value] of Object.entries(tagsOf(event))) {
        const values = totals.get(key) ?? new Map<string, number>();
        totals.set(key, values.set(value, (values.get(value) ?? 0) + 1));
      }
    }
    return {
      body: [...totals].sort().map(([key, values]) => {
        const counts = [...values].sort(([, a], [, b]) => b - a);
        return {
          key,
          name: key,
          uniqueValues: counts.length,
          totalValues: counts.reduce((sum, [, count]) => sum + count, 0),
          topValues: counts.map(([value, count]) => ({
            key,
            name: value,
            value,
            count,
          })),
        };
      }),
    };
  },
};
