import { apiPath } from '../apiPath';
import {
  indexSchema,
  organizationSchema,
  type SentryIndex,
  type SentryOrganization,
} from '../organizationSchemas';
import { anotherShape, readList } from '../readList';
import type { SentryPage, SentryRequestOptions } from '../types';
import type { ClientContext } from './ClientContext';

export async function getIndex(
  { get }: ClientContext,
  options?: SentryRequestOptions,
): Promise<SentryIndex> {
  const { body } = await get({
    operation: 'getIndex',
    path: apiPath`/`,
    subject: {},
    signal: options?.signal,
  });
  const parsed = indexSchema.safeParse(body);
  if (!parsed.success) {
    throw anotherShape('what it says of itself');
  }
  return parsed.data;
}

export async function getOrganization(
  { get }: ClientContext,
  organization: string,
  options?: SentryRequestOptions,
): Promise<SentryOrganization> {
  const { body } = await get({
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
  { get }: ClientContext,
  params: { cursor?: string } = {},
  options?: SentryRequestOptions,
): Promise<SentryPage<SentryOrganization>> {
  const answer = await get({
    operation: 'listOrganizations',
    path: apiPath`/organizations/`,
    query: { cursor: params.cursor, per_page: 100 },
    subject: { scope: 'org:read' },
    signal: options?.signal,
  });
  return readList(answer, organizationSchema);
}
