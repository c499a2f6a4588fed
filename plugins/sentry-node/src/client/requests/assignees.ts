import { z } from 'zod';
import { toAssignee } from '../../mapping/toAssignee';
import { apiPath } from '../http/apiPath';
import { readList } from './readList';
import type {
  SentryPage,
  SentryProjectAssignee,
  SentryRequestOptions,
} from '../types';
import type { ClientContext } from './ClientContext';

const id = z.union([z.string(), z.number()]).transform(String);
const name = z.string().nullish().catch(undefined);
const slug = z.string().min(1).max(200);
const teamSchema = z.object({
  id,
  slug: name,
  name,
  projects: z.array(z.object({ slug })).catch([]),
});
// Whoever was invited and has not come yet is nobody's user.
const memberSchema = z.object({
  name,
  pending: z.boolean().nullish().catch(undefined),
  user: z.object({ id, name }).nullish().catch(undefined),
  projects: z.array(slug).catch([]),
});

export async function listTeams(
  { send, server }: ClientContext,
  organization: string,
  { cursor }: { cursor?: string } = {},
  options?: SentryRequestOptions,
): Promise<SentryPage<SentryProjectAssignee>> {
  if (!server.dialect.capabilities.issueChanges.includes('assignedTo')) {
    return { items: [] };
  }
  const answer = await send({
    operation: 'listTeams',
    path: apiPath`/organizations/${organization}/teams/`,
    query: { cursor, per_page: 100 },
    subject: { organization, scope: 'org:read' },
    signal: options?.signal,
  });
  const { items, ...page } = readList(answer, teamSchema);
  return {
    ...page,
    items: items.flatMap(team =>
      withProjects(
        { type: 'team', id: team.id, name: team.name || team.slug },
        team.projects.map(one => one.slug),
      ),
    ),
  };
}

export async function listProjectMembers(
  { send, server }: ClientContext,
  organization: string,
  { project }: { project: string[] },
  options?: SentryRequestOptions,
): Promise<SentryProjectAssignee[]> {
  if (!server.dialect.capabilities.issueChanges.includes('assignedTo')) {
    return [];
  }
  const answer = await send({
    operation: 'listProjectMembers',
    path: apiPath`/organizations/${organization}/users/`,
    query: { project },
    subject: { organization, projects: project, scope: 'org:read' },
    signal: options?.signal,
  });
  return readList(answer, memberSchema).items.flatMap(
    ({ user, pending, name: ofMember, projects }) =>
      user && !pending
        ? withProjects(
            { type: 'user', id: user.id, name: user.name || ofMember },
            projects,
          )
        : [],
  );
}

/** Nothing where there is no name that may be shown. */
function withProjects(
  raw: Parameters<typeof toAssignee>[0],
  projects: string[],
): SentryProjectAssignee[] {
  const assignee = toAssignee(raw);
  return assignee ? [{ ...assignee, projects }] : [];
}
