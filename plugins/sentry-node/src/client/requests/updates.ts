import type { SentryClient } from '../SentryClient';
import type { SentryIssueChangeField } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from '../../problems';
import { apiPath } from '../http/path';
import type { SentryIssueUpdate, SentryRequestOptions } from '../types';
import { type ClientContext, identify } from './context';
import { DsnCredentials } from '../../credentials/static';

export async function updateIssues(
  context: ClientContext,
  organization: string,
  { ids, project, update }: Parameters<SentryClient['updateIssues']>[1],
  options?: SentryRequestOptions,
): Promise<boolean> {
  // Without ids, Sentry changes all that its default search finds.
  if (!ids.length || !project.length) {
    return false;
  }
  await identify(context);
  const { send, server } = context;
  const { capabilities } = server.dialect;
  const unknown = fieldsOf(update).filter(
    field => !capabilities.issueChanges.includes(field),
  );
  if (unknown.length) {
    throw new SentryProblemError({
      code: 'QUERY_INVALID',
      message: `${capabilities.serverName} can't change ${unknown.join(', ')} of an issue.`,
      action: 'Change something else.',
    });
  }
  const { body } = await send({
    operation: 'updateIssues',
    path: apiPath`/organizations/${organization}/issues/`,
    query: {
      id: ids,
      project,
      // Servers that find none of the ids fall back to the search: by default all that is
      // unresolved. GlitchTip heeds both, and has no lists in its search.
      ...(capabilities.server === 'sentry' && {
        query: `issue.id:[${ids.join(',')}]`,
      }),
    },
    json: update,
    method: 'PUT',
    subject: { organization, projects: project, scope: 'event:write' },
    signal: options?.signal,
  });
  return body !== undefined;
}

/** What servers can differ in, of all that is to change. */
function fieldsOf(update: SentryIssueUpdate): SentryIssueChangeField[] {
  const { status, statusDetails = {}, substatus } = update;
  const { inNextRelease, inRelease } = statusDetails;
  const all: [SentryIssueChangeField, unknown][] = [
    ['status', status],
    ['resolution', inNextRelease ?? inRelease],
    ['substatus', substatus],
    ['isReviewed', update.inbox],
    ['assignedTo', update.assignedTo],
    ['priority', update.priority],
  ];
  return all.flatMap(([field, value]) => (value === undefined ? [] : field));
}

/** The one endpoint of the Web API in Sentry's documents that takes a DSN. */
export async function sendUserFeedback(
  { sendAs }: ClientContext,
  organization: string,
  {
    dsn,
    eventId,
    name,
    email,
    comments,
  }: Parameters<SentryClient['sendUserFeedback']>[1],
  options?: SentryRequestOptions,
): Promise<void> {
  const credentials = new DsnCredentials({ dsn });
  const { project } = credentials;
  await sendAs(credentials, {
    operation: 'sendUserFeedback',
    path: apiPath`/projects/${organization}/${project}/user-feedback/`,
    // Sentry answers 200 and says no more.
    mayBeEmpty: true,
    json: { event_id: eventId, name, email, comments },
    subject: { organization, project },
    signal: options?.signal,
  });
}
