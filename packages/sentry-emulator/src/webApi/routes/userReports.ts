import { z } from 'zod';
import { formatDate } from '../../serialize/series';
import { serializeChangedIssue } from '../../serialize/issue';
import {
  requireOrganization,
  requireProject,
  requireScope,
  requireToken,
  scopes,
} from '../auth';
import { SentryApiError, readBody, requiredText } from '../http';
import { findIssue } from '../scope';
import { answerPage } from '../pagination';
import type { Organization } from '../../directory';
import type { Issue, UserReport } from '../../store/Issue';
import type { EmulatorProject } from '../../types/options';
import type { ApiContext, ApiRequest, ApiRoute } from '../types';

const feedbackPath = '/api/0/projects/:organization/:project/user-feedback/';

const bodySchema = z.object({
  event_id: requiredText(32),
  name: requiredText(128),
  email: requiredText(75),
  comments: requiredText(),
});

/** User reports on events of the issue, the newest first. */
export const userReportsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/issues/:issue/user-reports/',
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const environment = request.query.get('environment');
    const reports = findIssue(request, context)
      .history.reports()
      .filter(
        report => environment === null || report.environment === environment,
      );
    return answerPage(request, context, reports, serializeReport);
  },
};

/** User reports of a project, by default those on unresolved issues. */
export const userFeedbackRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: feedbackPath,
  scopes: scopes.readProject,
  handle: (request, context) => {
    const { project, organization, query } = request;
    const status = query.get('status') ?? 'unresolved';
    if (!['unresolved', ''].includes(status)) {
      throw new SentryApiError(400, { status: 'Invalid status choice' });
    }
    const found = context.store
      .issues(project.id)
      .filter(issue => status === '' || issue.status === 'unresolved')
      .flatMap(issue =>
        issue.history.reports().map(report => ({ issue, report })),
      )
      .sort((a, b) => b.report.time - a.report.time);
    return answerPage(request, context, found, ({ issue, report }) =>
      withIssue(report, issue, organization, context),
    );
  },
};

/**
 * Takes a user report, from a token that may write the project or from the project's DSN:
 * that one gets 200 without a body. Sentry also keeps reports on events that it does not
 * have yet.
 */
export const createUserFeedbackRoute: ApiRoute = {
  kind: 'open',
  method: 'post',
  path: feedbackPath,
  handle: (request, context) => {
    const { organization, project } = authorize(request, context);
    const body = readBody(bodySchema, request.body);
    const found = context.store.findEvent(project.id, body.event_id);
    const report = found?.issue.history.report({
      eventId: body.event_id,
      name: body.name,
      email: body.email,
      comments: body.comments,
      environment: found.event.environment,
      time: context.now(),
    });
    return {
      body:
        request.token && found && report
          ? withIssue(report, found.issue, organization, context)
          : undefined,
    };
  },
};

function authorize(
  request: ApiRequest,
  context: ApiContext,
): { organization: Organization; project: EmulatorProject } {
  const { directory } = context;
  const { params, path, authorization } = request;
  const dsn = /^DSN\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (dsn === undefined) {
    const token = requireToken(request.token);
    requireScope(token, scopes.writeProject);
    const organization = requireOrganization(
      params.organization,
      token,
      directory,
    );
    return {
      organization,
      project: requireProject(params.project, organization, directory, path),
    };
  }
  const { username = '', pathname = '' } = URL.canParse(dsn)
    ? new URL(dsn)
    : {};
  const project = directory.findProject(pathname.slice(1))?.project;
  const keys = project ? directory.keys(project) : [];
  if (!keys.some(({ publicKey }) => publicKey === username)) {
    throw SentryApiError.unauthorized('Invalid dsn');
  }
  const organization = directory.organization(params.organization);
  const named = organization && directory.project(organization, params.project);
  if (!organization || !named) {
    throw SentryApiError.notFound();
  }
  if (named !== project) {
    throw new SentryApiError(400, undefined);
  }
  return { organization, project };
}

function withIssue(
  report: UserReport,
  issue: Issue,
  organization: Organization,
  context: ApiContext,
): Record<string, unknown> {
  return {
    ...serializeReport(report),
    issue: serializeChangedIssue(issue, organization, context, undefined),
  };
}

function serializeReport(report: UserReport): Record<string, unknown> {
  return {
    id: report.id,
    eventID: report.eventId,
    name: report.name || report.email,
    email: report.email,
    comments: report.comments,
    dateCreated: formatDate(report.time),
    user: null,
    event: { id: report.eventId, eventID: report.eventId },
  };
}
