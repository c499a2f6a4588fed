import { z } from 'zod';
import type { SentryAssignee } from 'backstage-plugin-sentry-common';
import { toAssignee } from '../../mapping/toAssignee';
import { apiPath } from '../http/apiPath';
import { readList } from './readList';
import type { SentryPage, SentryRequestOptions } from '../types';
import type { ClientContext } from './ClientContext';

const id = z.union([z.string(), z.number()]).transform(String);
const name = z.string().nullish().catch(undefined);
const teamSchema = z.object({ id, slug: name, name });
// Whoever was invited and has not come yet is nobody's user.
const memberSchema = z.object({
  name,
  pending: z.boolean().nullish().catch(undefined),
  user: z.object({ id, name }).nullish().catch(undefined),
});

export async function listProjectTeams(
  { send }: ClientContext,
  organization: string,
  project: string,
  options?: SentryRequestOptions,
): Promise<SentryAssignee[]> {
  const answer = await send({
    operation: 'listProjectTeams',
    path: apiPath`/projects/${organization}/${project}/teams/`,
    query: { per_page: 100 },
    subject: { organization, project, scope: 'project:read' },
    signal: options?.signal,
  });
  return readList(answer, teamSchema).items.flatMap(
    team =>
      toAssignee({
        type: 'team',
        id: team.id,
        name: team.name || team.slug,
      }) ?? [],
  );
}

export async function listMembers(
  { send }: ClientContext,
  organization: string,
  { cursor }: { cursor?: string } = {},
  options?: SentryRequestOptions,
): Promise<SentryPage<SentryAssignee>> {
  const answer = await send({
    operation: 'listMembers',
    path: apiPath`/organizations/${organization}/members/`,
    query: { cursor, per_page: 100 },
    subject: { organization, scope: 'member:read' },
    signal: options?.signal,
  });
  const { items, ...page } = readList(answer, memberSchema);
  return {
    ...page,
    items: items.flatMap(({ user, pending, name: ofMember }) =>
      user && !pending
        ? (toAssignee({
            type: 'user',
            id: user.id,
            name: user.name || ofMember,
          }) ?? [])
        : [],
    ),
  };
}
