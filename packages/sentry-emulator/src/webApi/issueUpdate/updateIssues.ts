import { serializeAssignee } from '../../serialize/issueStatus';
import { scopes } from '../auth';
import { SentryApiError } from '../http';
import { readProjects, readScope } from '../scope';
import { findIssues, prepareSearch, sortIssues } from '../searchIssues';
import { applyUpdate } from './applyUpdate';
import { readAssignee } from './readAssignee';
import { readStatus } from './readStatus';
import { parseUpdate } from './updateSchema';
import type { Organization } from '../../directory';
import type { Issue } from '../../store/Issue';
import type {
  ApiAnswer,
  ApiContext,
  ApiRoute,
  OrganizationRequest,
} from '../types';

const mostIssues = 1000;
const highestLimit = 100;

/**
 * Changes several issues: those of `id`, or for a status all that the search
 * finds. The answer says what has changed, not in which issues.
 */
export const updateIssuesRoute: ApiRoute = {
  kind: 'organization',
  method: 'put',
  path: '/api/0/organizations/:organization/issues/',
  scopes: scopes.writeEvents,
  handle: updateIssues,
};

/** The same for one project. */
export const updateProjectIssuesRoute: ApiRoute = {
  kind: 'project',
  method: 'put',
  path: '/api/0/projects/:organization/:project/issues/',
  scopes: scopes.writeEvents,
  handle: (request, context) => {
    const query = new URLSearchParams(request.query);
    query.set('project', request.project.id);
    return updateIssues({ ...request, query }, context);
  },
};

function updateIssues(
  request: OrganizationRequest,
  context: ApiContext,
): ApiAnswer {
  const { organization, body, query } = request;
  const update = parseUpdate(body);
  const ids = query.getAll('id');
  if (ids.length === 0 && update.status === undefined) {
    throw SentryApiError.badRequest(
      'You must specify the issues with id for changes other than of the status',
    );
  }
  const named = issuesOf(ids, request, context);
  const isSearch =
    ids.length === 0 ||
    (named.length === 0 && context.dialect.bulkUpdateFallsBack);
  const issues = isSearch ? foundIssues(request, context) : named;
  if (issues.length === 0) {
    return { status: 204, body: null };
  }
  const change = readIssueUpdate(body, {
    issues,
    organization,
    context,
    user: request.token?.user,
  });
  change.apply();
  return { body: change.answer };
}

/** Those out of sight, or of other projects, are passed over. */
function issuesOf(
  ids: string[],
  { query, organization }: OrganizationRequest,
  context: ApiContext,
): Issue[] {
  if (!ids.every(id => /^\d+$/.test(id))) {
    throw new Error('Sentry does not expect it either: 500');
  }
  const projects = readProjects(query, organization, context);
  return [...new Set(ids)]
    .flatMap(id => context.store.issue(id) ?? [])
    .filter(issue => projects.includes(issue.project))
    .slice(0, mostIssues);
}

function foundIssues(
  request: OrganizationRequest,
  context: ApiContext,
): Issue[] {
  const { query, organization } = request;
  const scope = readScope(request, context);
  const text = (query.get('query') ?? 'is:unresolved').trim();
  const search = prepareSearch(text, scope, organization, context);
  const sort = query.get('sort') ?? 'date';
  const limit = query.get('limit');
  if (limit !== null && !/^\d+$/.test(limit)) {
    throw SentryApiError.badRequest('invalid limit');
  }
  return sortIssues(findIssues(search, context), sort, search, context)
    .map(({ item }) => item)
    .slice(
      0,
      limit === null ? mostIssues : Math.min(Number(limit), highestLimit),
    );
}

/** A change that is known to be possible. */
interface ReadIssueUpdate {
  /** Makes it. */
  apply(): void;
  /** What a change of several issues is answered with. */
  readonly answer: Record<string, unknown>;
}

/**
 * Reads the body of a change completely before anything changes: Sentry's
 * serializer answers 400 with the messages of each wrong field.
 *
 * @throws SentryApiError
 */
export function readIssueUpdate(
  body: unknown,
  options: {
    issues: readonly Issue[];
    organization: Organization;
    context: ApiContext;
    /** Id of the user who asks for it. */
    user?: string;
  },
): ReadIssueUpdate {
  const { issues, organization, context, user } = options;
  const update = parseUpdate(body);
  const assignee = readAssignee(
    update.assignedTo,
    issues,
    organization,
    context,
  );
  const status = readStatus(update, issues, context);
  const { status: _, statusDetails, substatus, assignedTo, ...rest } = update;
  return {
    apply: () => {
      const now = context.now();
      for (const issue of issues) {
        applyUpdate(issue, { ...update, assignee, status, user, now });
      }
    },
    answer: {
      ...rest,
      ...(status && {
        status: status.status,
        statusDetails: {
          ...statusDetails,
          ...(update.status === 'resolvedInNextRelease' && {
            inNextRelease: true,
          }),
        },
        ...(status.status !== 'resolved' &&
          status.substatus && { substatus: status.substatus }),
      }),
      ...(assignedTo !== undefined && {
        assignedTo: serializeAssignee(
          assignee,
          organization,
          context.directory,
        ),
      }),
    },
  };
}
