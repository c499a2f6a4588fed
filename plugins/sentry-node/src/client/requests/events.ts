import { rawEventSchema } from '../../mapping/event/types';
import { toSentryEvent } from '../../mapping/event/event';
import { SentryProblemError } from '../../problems';
import { readOne, readIf } from './read';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';

import { type Call, inDialect } from './call';
import { issuePath } from './issue';
import { z } from 'zod';
import { apiPath } from '../http/path';
import type { SentryAnswer } from '../SentryClient';

interface EventRequest {
  issue: string;
  event: string;
  environment?: string[];
}

export async function getIssueEvent(
  call: Call,
  issue: string,
  event: string,
  { environment }: { environment?: string[] } = {},
): Promise<SentryAnswer<'getIssueEvent'>> {
  const asked = { issue, environment };
  if (event !== 'recommended') {
    return fetchEvent(call, { ...asked, event });
  }
  const { server } = call;
  const lack = call.lackOf('getIssueEvent.recommended');
  const latest = { ...asked, event: 'latest' };
  if (server.isGlitchtip || server.lacks(lack)) {
    return fetchEvent(call, latest);
  }
  try {
    return await fetchEvent(call, { ...asked, event });
  } catch (error) {
    // An older server takes the word for the id of an event that it does not have. GlitchTip
    // was asked for the latest then.
    if (server.isGlitchtip || !SentryUpstreamError.hasStatus(error, 400, 404)) {
      throw error;
    }
    const found = await fetchEvent(call, latest);
    server.noteLack(lack);
    return found;
  }
}

async function fetchEvent(
  call: Call,
  { issue, event, environment }: EventRequest,
): Promise<SentryAnswer<'getIssueEvent'>> {
  const ask = async () => {
    const answer = await call.send({
      operation: 'getIssueEvent',
      path: issuePath(call, issue, 'events', inThisDialect(call, event)),
      query: { environment },
      subject: { issue, event, scope: 'event:read' },
    });
    return readOne(answer, rawEventSchema, 'an event');
  };
  const raw = await inDialect(call, ask);
  const place = call.mapping();
  return {
    event: toSentryEvent(raw, place, call.detailFields),
    ...(raw.groupID && { issueId: raw.groupID }),
    ...(raw.projectID && { projectId: raw.projectID }),
  };
}

function inThisDialect({ server }: Call, event: string): string {
  const { eventPositions } = server.dialect.capabilities;
  if (event === 'recommended' && !eventPositions.includes('recommended')) {
    return 'latest';
  }
  if (event === 'oldest' && !eventPositions.includes('oldest')) {
    throw new SentryProblemError({
      code: 'QUERY_INVALID',
      message: "GlitchTip can't tell the oldest event of an issue.",
      action: 'Step back from the latest event.',
    });
  }
  return event;
}

/** An event itself does not tell of its files: Sentry lists them by themselves, 100 at most. */
export async function countEventAttachments(
  { send, server, lackOf, organization }: Call,
  project: string,
  event: string,
): Promise<number | undefined> {
  const lack = lackOf('countEventAttachments');
  if (server.isGlitchtip || server.lacks(lack)) {
    return undefined;
  }
  try {
    const answer = await send({
      operation: 'countEventAttachments',
      path: apiPath`/projects/${organization}/${project}/events/${event}/attachments/`,
      subject: { project, scope: 'project:read' },
    });
    return readIf(answer, z.array(z.unknown()))?.length;
  } catch (error) {
    // Not in JSON: plans and servers that keep no files say so. Else there is no such event.
    if (
      SentryUpstreamError.of(error).noEndpoint ||
      SentryUpstreamError.of(error).withoutBody
    ) {
      server.noteLack(lack);
    }
    if (SentryUpstreamError.hasStatus(error, 400, 403, 404)) {
      return undefined;
    }
    throw error;
  }
}
