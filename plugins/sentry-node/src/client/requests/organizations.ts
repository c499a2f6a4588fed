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

export async function getOrganization(
  { send }: ClientContext,
  organization: string,
  options?: SentryRequestOptions,
): Promise<SentryOrganization> {
  const { body } = await send({
    operation: 'getOrganization',
    path: apiPath`/organizations/${organization}/`,
    query: { detailed: 0 },
    subject: { organization, scope: 'org:read' },
    signal: options?.signal,
  });
  const parsed = organizationSchema.safeParse(body);
  if (!parsed.success) {
    throw anotherShape('an organization');
  }
  return parsed.data;
}

export async function listOrganizations(
  { send, server }: ClientContext,
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
  return readList(answer, organizationSchema);
}
