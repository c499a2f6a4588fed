import { apiPath } from '../http/apiPath';
import {
  indexSchema,
  organizationSchema,
  serverOfIndex,
  type SentryIndex,
  type SentryOrganization,
} from './organizationSchemas';
import { anotherShape, readList } from './readList';
import type { SentryPage, SentryRequestOptions } from '../types';
import type { ClientContext } from './ClientContext';

export async function getIndex(
  { send, server }: ClientContext,
  options?: SentryRequestOptions,
): Promise<SentryIndex> {
  const { body } = await send({
    operation: 'getIndex',
    path: apiPath`/`,
    subject: {},
    signal: options?.signal,
  });
  const parsed = indexSchema.safeParse(body);
  if (!parsed.success) {
    throw anotherShape('what it says of itself');
  }
  const kind = serverOfIndex(body);
  if (kind) {
    server.adopt(kind);
  }
  return parsed.data;
}

/** Asked of the configured server, for it says where the organization lives. */
export async function getOrganization(
  { send, regions }: ClientContext,
  organization: string,
  options?: SentryRequestOptions,
): Promise<SentryOrganization> {
  const { body } = await send({
    operation: 'getOrganization',
    path: apiPath`/organizations/${organization}/`,
    query: { detailed: 0 },
    subject: { organization, scope: 'org:read' },
    isForHome: true,
    signal: options?.signal,
  });
  const parsed = organizationSchema.safeParse(body);
  if (!parsed.success) {
    throw anotherShape('an organization');
  }
  regions.learn(parsed.data.slug, parsed.data.regionUrl);
  return parsed.data;
}

export async function listOrganizations(
  { send, regions, server }: ClientContext,
  params: { cursor?: string } = {},
  options?: SentryRequestOptions,
): Promise<SentryPage<SentryOrganization>> {
  const answer = await send({
    operation: 'listOrganizations',
    path: apiPath`/organizations/`,
    query: server.dialect.pageQuery(params.cursor, 100),
    subject: { scope: 'org:read' },
    signal: options?.signal,
  });
  const page = readList(answer, organizationSchema);
  for (const { slug, regionUrl } of page.items) {
    regions.learn(slug, regionUrl);
  }
  return page;
}
