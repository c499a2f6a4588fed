import { apiPath } from '../http/apiPath';
import {
  indexSchema,
  organizationSchema,
  serverOfIndex,
  type SentryIndex,
  type SentryOrganization,
} from './organizationSchemas';
import { readList, readOne } from './readList';
import type { SentryPage, SentryRequestOptions } from '../types';
import type { ClientContext } from './ClientContext';

export async function getIndex(
  { send, server }: ClientContext,
  options?: SentryRequestOptions,
): Promise<SentryIndex> {
  const answer = await send({
    operation: 'getIndex',
    path: apiPath`/`,
    subject: {},
    signal: options?.signal,
  });
  const index = readOne(answer, indexSchema, 'what it says of itself');
  const kind = serverOfIndex(answer.body);
  if (kind) {
    server.adopt(kind);
  }
  return index;
}

export async function getOrganization(
  { send }: ClientContext,
  organization: string,
  options?: SentryRequestOptions,
): Promise<SentryOrganization> {
  const answer = await send({
    operation: 'getOrganization',
    path: apiPath`/organizations/${organization}/`,
    query: { detailed: 0 },
    subject: { organization, scope: 'org:read' },
    signal: options?.signal,
  });
  return readOne(answer, organizationSchema, 'an organization');
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
