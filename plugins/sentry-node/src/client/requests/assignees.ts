import { z } from 'zod';
import { hasEmail, tidyText } from '../../text/mask';
import { apiPath } from '../http/path';
import type { SentryHttpAnswer } from '../http/attempt';
import type { Call, CallRequest } from './call';
import { readList } from './read';
import type { SentryPage } from '../types';
import type { SentryProjectAssignee } from '../types';

const id = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^[\w-]{1,64}$/));
const name = z.string().max(200).nullish().catch(undefined);
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
  pending: z.boolean().nullish().catch(undefined),
  user: z.object({ id, name, username: name }).nullish().catch(undefined),
  projects: z.array(slug).catch([]),
});

export async function listTeams(
  call: Call,
  { cursor }: { cursor?: string } = {},
): Promise<SentryPage<SentryProjectAssignee>> {
  const answer = await askForAssignees(call, {
    operation: 'listTeams',
    path: apiPath`/organizations/${call.organization}/teams/`,
    query: call.server.dialect.pageQuery(cursor, 100),
    subject: { scope: 'org:read' },
  });
  const { items, ...page } = readAnswer(answer, teamSchema);
  return {
    ...page,
    items: items.flatMap(team =>
      toTeam(
        team,
        team.projects.map(one => one.slug),
      ),
    ),
  };
}

export async function listProjectTeams(
  call: Call,
  project: string,
): Promise<SentryPage<SentryProjectAssignee>> {
  const answer = await askForAssignees(call, {
    operation: 'listProjectTeams',
    path: apiPath`/projects/${call.organization}/${project}/teams/`,
    query: { per_page: 100 },
    subject: { project, scope: 'project:read' },
  });
  const { items, ...page } = readAnswer(answer, teamSchema);
  return { ...page, items: items.flatMap(team => toTeam(team, [project])) };
}

export async function listProjectMembers(
  call: Call,
  { project }: { project: string[] },
): Promise<SentryProjectAssignee[]> {
  const answer = await askForAssignees(call, {
    operation: 'listProjectMembers',
    path: apiPath`/organizations/${call.organization}/users/`,
    query: { project },
    subject: { projects: project, scope: 'org:read' },
  });
  return readAnswer(answer, memberSchema).items.flatMap(
    ({ user, pending, name: ofMember, projects }) =>
      user && !pending
        ? named('user', user.id, projects, [user.name, ofMember, user.username])
        : [],
  );
}

/** `undefined` of a server that assigns no issues. */
async function askForAssignees(
  call: Call,
  request: CallRequest,
): Promise<SentryHttpAnswer | undefined> {
  await call.identify();
  const { send, server } = call;
  return server.dialect.capabilities.issueChanges.includes('assignedTo')
    ? send(request)
    : undefined;
}

function readAnswer<T>(
  answer: SentryHttpAnswer | undefined,
  schema: z.ZodType<T>,
): SentryPage<T> {
  return answer ? readList(answer, schema) : { items: [] };
}

function toTeam(
  { id: teamId, name: ofTeam, slug: slugOfTeam }: z.infer<typeof teamSchema>,
  projects: string[],
): SentryProjectAssignee[] {
  return named('team', teamId, projects, [ofTeam, slugOfTeam]);
}

/**
 * By the first of the names that may be shown. None where none may: people who choose from a
 * list can't tell people by numbers.
 */
function named(
  type: SentryProjectAssignee['type'],
  ofWhom: string,
  projects: string[],
  names: (string | null | undefined)[],
): SentryProjectAssignee[] {
  return names
    .flatMap(one => (one && !hasEmail(one) && tidyText(one)) || [])
    .slice(0, 1)
    .map(shown => ({ type, id: ofWhom, name: shown, projects }));
}
