import { z } from 'zod';
import { compact, toHttpUrl } from '../../mapping/fields';
import { idSchema } from '../../mapping/issue';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import { apiPath } from '../http/path';
import type { SentryPage } from '../types';
import type { Call, CallRequest } from './call';
import { readList } from './read';
import type { SentryAnswer } from '../SentryClient';

const path = z.string().max(1_000).optional().catch(undefined);

const repositorySchema: z.ZodType<
  SentryAnswer<'listRepositories'>['items'][number]
> = z
  .object({
    id: idSchema,
    name: z.string().min(1).max(500),
    url: z.string().max(2_000).nullish().catch(undefined),
  })
  .transform(({ id, name, url }) =>
    compact({ id, name, url: toHttpUrl(url ?? undefined) }),
  );

const codeMappingSchema: z.ZodType<
  SentryAnswer<'listCodeMappings'>['items'][number]
> = z
  .object({
    projectId: idSchema,
    repoId: idSchema,
    repoName: z.string().min(1).max(500),
    sourceRoot: path,
  })
  .transform(({ projectId, repoId, repoName, sourceRoot }) => ({
    projectId,
    repositoryId: repoId,
    repository: repoName,
    sourceRoot: sourceRoot ?? '',
  }));

export function listRepositories(
  call: Call,
  { cursor }: { cursor?: string },
): Promise<SentryPage<SentryAnswer<'listRepositories'>['items'][number]>> {
  return listIfThere(call, repositorySchema, {
    operation: 'listRepositories',
    path: apiPath`/organizations/${call.organization}/repos/`,
    query: call.server.dialect.pageQuery(cursor, 100),
    subject: { scope: 'org:read' },
  });
}

/** Without `project=-1` there are those of the projects alone that the token's user is in a team of. */
export function listCodeMappings(
  call: Call,
  { cursor }: { cursor?: string },
): Promise<SentryPage<SentryAnswer<'listCodeMappings'>['items'][number]>> {
  return listIfThere(call, codeMappingSchema, {
    operation: 'listCodeMappings',
    path: apiPath`/organizations/${call.organization}/code-mappings/`,
    query: { ...call.server.dialect.pageQuery(cursor, 100), project: ['-1'] },
    subject: { scope: 'org:read' },
  });
}

/** GlitchTip has none of it, and Sentrys of before 2021 take no list over all projects. */
async function listIfThere<T>(
  call: Call,
  schema: z.ZodType<T>,
  request: CallRequest,
): Promise<SentryPage<T>> {
  await call.identify();
  if (call.server.isGlitchtip) {
    return { items: [] };
  }
  try {
    return readList(await call.send(request), schema);
  } catch (error) {
    if (SentryUpstreamError.hasStatus(error, 400, 404, 405)) {
      return { items: [] };
    }
    throw error;
  }
}
