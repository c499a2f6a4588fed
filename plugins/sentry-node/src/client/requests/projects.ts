import { rawIssueSchema } from '../../mapping/issue';
import { SentryProblemError } from '../../problems';
import { apiPath } from '../http/path';
import type { SentryHttpAnswer } from '../http/attempt';
import type { SentryPage } from '../types';
import type { SentryProjectFacts } from '../types';
import { ifPresent, inDialect, type Call } from './call';
import { itemsOf, readIf, readList, readOne } from './read';
import { compact } from '../../mapping/fields';
import { idSchema } from '../../mapping/issue';
import { flag, text } from '../../mapping/read';
import { hasEmail, tidyText } from '../../text/mask';
import { z } from 'zod';

const projectSchema: z.ZodType<SentryProjectFacts> = z
  .object({
    id: idSchema,
    slug: z.string().min(1).max(200),
    name: text,
    platform: text,
    isMember: flag,
    hasAccess: flag,
    teams: z
      .array(z.object({ slug: z.string().min(1).max(200) }))
      .optional()
      .catch(undefined),
  })
  .transform(({ teams, ...project }) =>
    compact({
      ...project,
      name: tidyText(project.name) ?? project.slug,
      teams: teams?.map(({ slug }) => slug),
    }),
  );

// One named after a person's address is kept back; no other name would filter by it.
const environmentSchema = z.object({
  name: z
    .string()
    .min(1)
    .max(200)
    .refine(name => !hasEmail(name)),
});

/** Of 100 projects each. */
const MAX_PAGES = 20;

export async function getProject(
  call: Call,
  idOrSlug: string,
): Promise<SentryProjectFacts> {
  const { send } = call;
  const answer = await inDialect(call, async () =>
    send({
      operation: 'getProject',
      path: apiPath`/projects/${call.organization}/${await nameOf(call, idOrSlug)}/`,
      subject: { project: idOrSlug, sought: true, scope: 'project:read' },
    }),
  );
  return readOne(answer, projectSchema, 'a project');
}

/** The endpoint is deprecated, and the only one that takes a slug with `event:read` at every age. */
export async function getProjectOfIssues(
  { send, organization }: Call,
  idOrSlug: string,
): Promise<SentryProjectFacts | undefined> {
  const answer = await send({
    operation: 'getProjectOfIssues',
    path: apiPath`/projects/${organization}/${idOrSlug}/issues/`,
    query: { query: '', statsPeriod: '', limit: 1 },
    subject: { project: idOrSlug, sought: true, scope: 'event:read' },
  });
  const [issue] = readList(answer, rawIssueSchema).items;
  return projectSchema.safeParse(issue?.project).data;
}

const ownershipSchema = z.object({ raw: z.string().nullable() });

export async function hasOwnershipRule(
  call: Call,
  project: string,
): Promise<boolean | undefined> {
  await call.identify();
  return ifPresent(call, 'hasOwnershipRule', async () => {
    const answer = await call.send({
      operation: 'hasOwnershipRule',
      path: apiPath`/projects/${call.organization}/${project}/ownership/`,
      subject: { project, scope: 'project:read' },
    });
    // Addresses of people are in it: no line of it leaves this function.
    const rules = readIf(answer, ownershipSchema);
    // No end of a line among the blanks: with one, the time grows with the square of their number.
    return rules && /^[^\S\r\n\u2028\u2029]*[^#\s]/m.test(rules.raw ?? '');
  });
}

export async function listProjects(
  { send, server, organization }: Call,
  params: { cursor?: string },
): Promise<SentryPage<SentryProjectFacts>> {
  const answer = await send({
    operation: 'listProjects',
    path: apiPath`/organizations/${organization}/projects/`,
    query: server.dialect.pageQuery(params.cursor, 100),
    subject: { scope: 'org:read' },
  });
  return readList(answer, projectSchema);
}

/** GlitchTip lists those of all projects, whatever it is asked for: there each is asked about. */
export async function listOrganizationEnvironments(
  call: Call,
  { project }: { project: string[] },
): Promise<string[]> {
  await call.identify();
  if (call.server.isGlitchtip) {
    const slugs = await slugsOf(call, project);
    const names = await Promise.all(
      slugs.map(slug => listEnvironments(call, slug)),
    );
    return [...new Set(names.flat())];
  }
  const answer = await call.send({
    operation: 'listEnvironments',
    path: apiPath`/organizations/${call.organization}/environments/`,
    query: { project, visibility: 'visible' },
    subject: { scope: 'org:read' },
  });
  return environmentNames(answer);
}

export async function listEnvironments(
  call: Call,
  project: string,
): Promise<string[]> {
  const answer = await inDialect(call, async () =>
    call.send({
      operation: 'listEnvironments',
      path: apiPath`/projects/${call.organization}/${await nameOf(call, project)}/environments/`,
      query: { visibility: 'visible' },
      subject: { project, scope: 'project:read' },
    }),
  );
  return environmentNames(answer);
}

function environmentNames(answer: SentryHttpAnswer): string[] {
  const { items } = readList(answer, environmentSchema);
  return [...new Set(items.map(({ name }) => name))];
}

/** What a server finds a project by. */
async function nameOf(call: Call, idOrSlug: string): Promise<string> {
  if (!/^\d+$/.test(idOrSlug)) {
    return idOrSlug;
  }
  await call.identify();
  return call.server.isGlitchtip ? slugOf(call, idOrSlug) : idOrSlug;
}

/**
 * The slug of a project that is named by id or slug: GlitchTip finds projects by slug alone.
 *
 * @throws SentryProblemError `PROJECT_NOT_FOUND` where no project that the credential sees
 *   has the id
 */
async function slugOf(call: Call, idOrSlug: string): Promise<string> {
  if (!/^\d+$/.test(idOrSlug)) {
    return idOrSlug;
  }
  const { projectSlugs } = call.server;
  const key = call.lackOf('projectSlugs');
  const known = projectSlugs.get(key)?.get(idOrSlug);
  if (known !== undefined) {
    return known;
  }
  const slugs = await listSlugs(call);
  projectSlugs.set(key, slugs);
  const slug = slugs.get(idOrSlug);
  if (slug === undefined) {
    throw new SentryProblemError({
      code: 'PROJECT_NOT_FOUND',
      message: `GlitchTip has no project \`${idOrSlug}\` in the organization \`${call.organization}\`, or does not show it to the token.`,
      action: `Check the project's id in the annotation of this entity, or name the project by its slug.`,
      project: { organization: call.organization, project: idOrSlug },
    });
  }
  return slug;
}

/** The same of several: the first is looked up in a list that has the others, too. */
export async function slugsOf(
  call: Call,
  idsOrSlugs: string[],
): Promise<string[]> {
  const slugs: string[] = [];
  for (const one of idsOrSlugs) {
    slugs.push(await slugOf(call, one));
  }
  return slugs;
}

async function listSlugs(call: Call): Promise<Map<string, string>> {
  const slugs = new Map<string, string>();
  const projects = itemsOf(cursor => listProjects(call, { cursor }), MAX_PAGES);
  for await (const { id, slug } of projects) {
    slugs.set(id, slug);
  }
  return slugs;
}
