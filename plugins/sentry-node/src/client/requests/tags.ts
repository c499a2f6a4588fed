import {
  isShownTag,
  rawTagSchema,
  rawTagValueSchema,
  toTagKey,
  toTagValues,
  type SentryTagCount,
} from '../../mapping/tags';
import { apiPath } from '../http/path';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import { isOfOthers, type Call, type CallRequest } from './call';
import { readList } from './read';

/** Those of error events; Sentry adds tags of transactions otherwise. */
const WINDOW = { dataset: 'events', statsPeriod: '14d' };
const MAX_VALUES = 50;

export async function listTags(
  call: Call,
  { project }: { project: string[] },
): Promise<SentryTagCount[]> {
  const answer = await askForTags(call, {
    operation: 'listTags',
    path: apiPath`/organizations/${call.organization}/tags/`,
    query: { ...WINDOW, project, use_cache: 1 },
    subject: { scope: 'org:read' },
  });
  return answer ? readList(answer, rawTagSchema).items.flatMap(toTagKey) : [];
}

export async function listTagValues(
  call: Call,
  key: string,
  { project, query }: { project: string[]; query?: string },
): Promise<{ value: string; count: number }[]> {
  if (!isShownTag(key)) {
    return [];
  }
  const answer = await askForTags(call, {
    operation: 'listTagValues',
    path: apiPath`/organizations/${call.organization}/tags/${key}/values/`,
    query: { ...WINDOW, project, query, sort: '-count', per_page: MAX_VALUES },
    subject: { scope: 'org:read' },
  });
  return answer
    ? toTagValues(key, readList(answer, rawTagValueSchema).items)
    : [];
}

/** `undefined` where the server has no tags of an organization, as GlitchTip. */
async function askForTags(call: Call, request: CallRequest) {
  await call.identify();
  if (call.server.isGlitchtip) {
    return undefined;
  }
  try {
    return await call.send(request);
  } catch (error) {
    // 400 is for a key that can be of no tag.
    if (isOfOthers(error) || SentryUpstreamError.hasStatus(error, 400)) {
      return undefined;
    }
    throw error;
  }
}
