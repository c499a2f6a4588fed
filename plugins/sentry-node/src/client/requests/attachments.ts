import { z } from 'zod';
import { apiPath } from '../http/apiPath';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import type { SentryRequestOptions } from '../types';
import { readIf } from './readList';
import type { ClientContext } from './ClientContext';

/** An event itself does not tell of its files: Sentry lists them by themselves, 100 at most. */
export async function countEventAttachments(
  { send, server, lackOf }: ClientContext,
  organization: string,
  project: string,
  event: string,
  options?: SentryRequestOptions,
): Promise<number | undefined> {
  const lack = lackOf('countEventAttachments', organization);
  if (server.isGlitchtip || server.lacks(lack)) {
    return undefined;
  }
  try {
    const answer = await send({
      operation: 'countEventAttachments',
      path: apiPath`/projects/${organization}/${project}/events/${event}/attachments/`,
      subject: { organization, project, scope: 'project:read' },
      signal: options?.signal,
    });
    return readIf(answer, z.array(z.unknown()))?.length;
  } catch (error) {
    // Not in JSON: plans and servers that keep no files say so. Else there is no such event.
    if (
      SentryUpstreamError.isNoEndpoint(error) ||
      SentryUpstreamError.isWithoutBody(error)
    ) {
      server.noteLack(lack);
    }
    if (SentryUpstreamError.hasStatus(error, 400, 403, 404)) {
      return undefined;
    }
    throw error;
  }
}
