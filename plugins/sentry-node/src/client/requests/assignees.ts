import { z } from 'zod';
import { flag, maybe, word } from '../../mapping/read';
import { hasEmail, tidyText } from '../../text/mask';
import { apiPath } from '../http/path';
import type { Call, CallRequest } from './call';
import { readList } from './read';
import type { SentryPage, SentryProjectAssignee } from '../types';

const id = word.pipe(z.string().regex(/^[\w-]{1,64}$/));
const name = z.string().max(200).optional().catch(undefined);
const slug = z.string().min(1).max(200);
const teamSchema = z.object({
  id,
  slug: name,
  name,
  projects: z.array(z.object({ slug })).catch([]),
});
// Someone who was invited and has not come yet is no user.
const memberSchema = z.object({
  name,
  pending: flag,
  user: maybe(z.object({ id, name, username: name })),
  projects: z.array(slug).catch([]),
});

export async function listTeams(
  call: Call,
  { cursor }: { cursor?: string } = {},
): Promise<SentryPage<SentryProjectAssignee>> {
  const request: CallRequest = {
    operation: 'listTeams',
    path: apiPath`/organizations/${call.organization}/teams/`,
    query: call.server.dialect.pageQuery(cursor, 100),
    subject: { scope: 'org:read' },
  };
  return fetchTeams(call, request, ({ projects }) =>
    projects.map(project => project.slug),
  );
}

export async function listProjectTeams(
  call: Call,
  project: string,
): Promise<SentryPage<SentryProjectAssignee>> {
  const request: CallRequest = {
    operation: 'listProjectTeams',
    path: apiPath`/projects/${call.organization}/${project}/teams/`,
    query: { per_page: 100 },
    subject: { project, scope: 'project:read' },
  };
  return fetchTeams(call, request, () => [project]);
}

async function fetchTeams(
  call: Call,
  request: CallRequest,
  projectsOf: (team: z.infer<typeof teamSchema>) => string[],
): Promise<SentryPage<SentryProjectAssignee>> {
  if (!(await assignsIssues(call))) {
    return { items: [] };
  }
  const { items, ...page } = readList(await call.send(request), teamSchema);
  return {
    ...page,
    items: items.flatMap(team =>
      named('team', team.id, projectsOf(team), [team.name, team.slug]),
    ),
  };
}

export async function listProjectMembers(
  call: Call,
  { project }: { project: string[] },
): Promise<SentryProjectAssignee[]> {
  if (!(await assignsIssues(call))) {
    return [];
  }
  const answer = await call.send({
    operation: 'listProjectMembers',
    path: apiPath`/organizations/${call.organization}/users/`,
    query: { project },
    subject: { scope: 'org:read' },
  });
  return readList(answer, memberSchema).items.flatMap(
    ({ user, pending, name: ofMember, projects }) =>
      user && !pending
        ? named('user', user.id, projects, [user.name, ofMember, user.username])
        : [],
  );
}

async function assignsIssues({ identify, server }: Call): Promise<boolean> {
  await identify();
  return server.dialect.capabilities.issueChanges.includes('assignedTo');
}

/**
 * By the first of the names that may be shown. None where none may: people who choose from a
 * list can't tell people by numbers.
 */
function named(
  type: SentryProjectAssignee['type'],
  ofWhom: string,
  projects: string[],
  names: (string | undefined)[],
): SentryProjectAssignee[] {
  return names
    .flatMap(one => (one && !hasEmail(one) && tidyText(one)) || [])
    .slice(0, 1)
    .map(shown => ({ type, id: ofWhom, name: shown, projects }));
}
