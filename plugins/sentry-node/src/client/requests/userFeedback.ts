import { DsnCredentials } from '../../credentials/DsnCredentials';
import { apiPath } from '../http/apiPath';
import type { SentryRequestOptions, SentryUserFeedback } from '../types';
import type { ClientContext } from './ClientContext';

/** The one endpoint of the Web API in Sentry's documents that takes a DSN. */
export async function sendUserFeedback(
  { sendAs }: ClientContext,
  organization: string,
  { dsn, eventId, name, email, comments }: SentryUserFeedback,
  options?: SentryRequestOptions,
): Promise<void> {
  const credentials = DsnCredentials.create({ dsn });
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
