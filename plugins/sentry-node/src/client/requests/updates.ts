import type { SentryClient } from '../SentryClient';
import type { SentryIssueChangeField } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from '../../problems';
import { apiPath } from '../http/path';
import type { SentryIssueUpdate } from '../types';
import type { Call } from './call';
import { DsnCredentials } from '../../credentials/static';

export async function updateIssues(
  call: Call,
  { ids, project, update }: Parameters<SentryClient['updateIssues']>[1],
): Promise<boolean> {
  // Without ids, Sentry changes all that its default search finds.
  if (!ids.length || !project.length) {
    return false;
  }
  await call.identify();
  const { send, server, organization } = call;
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
    subject: { scope: 'event:write' },
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
  { send, organization }: Call,
  {
    dsn,
    eventId,
    name,
    email,
    comments,
  }: Parameters<SentryClient['sendUserFeedback']>[1],
): Promise<void> {
  const credentials = new DsnCredentials({ dsn });
  const { project } = credentials;
  await send(
    {
      operation: 'sendUserFeedback',
      path: apiPath`/projects/${organization}/${project}/user-feedback/`,
      // Sentry answers 200 and says no more.
      mayBeEmpty: true,
      json: { event_id: eventId, name, email, comments },
      subject: { project },
    },
    credentials,
  );
}
