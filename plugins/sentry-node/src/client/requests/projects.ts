import { rawIssueSchema } from '../../mapping/issue';
import { SentryProblemError } from '../../problems';
import { apiPath } from '../http/path';
import type { SentryHttpAnswer } from '../http/attempt';
import type { SentryPage, SentryRequestOptions } from '../types';
import type { SentryProjectFacts } from '../types';
import { identify, inDialect, type ClientContext } from './context';
import { readList, readOne } from './read';
import { compact } from '../../mapping/fields';
import { idSchema } from '../../mapping/issue';
import { flag, text } from '../../mapping/read';
import { hasEmail, tidyText } from '../../text/mask';
import { z } from 'zod';

const projectSchema: z.ZodType<SentryProjectFacts> = z
  .object({
    id: idSchema,
    slug: z.string().min(1).max(200),
    name: z.string().optional().catch(undefined),
    platform: text,
    isMember: flag,
    hasAccess: flag,
  })
  .transform(project =>
    compact({
      id: project.id,
      slug: project.slug,
      name: tidyText(project.name) || project.slug,
      platform: project.platform ?? undefined,
      isMember: project.isMember ?? undefined,
      hasAccess: project.hasAccess ?? undefined,
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
  context: ClientContext,
  organization: string,
  idOrSlug: string,
  options?: SentryRequestOptions,
): Promise<SentryProjectFacts> {
  const { send } = context;
  const answer = await inDialect(context, async () =>
    send({
      operation: 'getProject',
      path: apiPath`/projects/${organization}/${await nameOf(context, organization, idOrSlug, options)}/`,
      subject: {
        organization,
        project: idOrSlug,
        sought: true,
        scope: 'project:read',
      },
      signal: options?.signal,
    }),
  );
  return readOne(answer, projectSchema, 'a project');
}

/** The endpoint is deprecated, and the only one that takes a slug with `event:read` at every age. */
export async function getProjectOfIssues(
  { send }: ClientContext,
  organization: string,
  idOrSlug: string,
  options?: SentryRequestOptions,
): Promise<SentryProjectFacts | undefined> {
  const answer = await send({
    operation: 'getProjectOfIssues',
    path: apiPath`/projects/${organization}/${idOrSlug}/issues/`,
    query: { query: '', statsPeriod: '', limit: 1 },
    subject: {
      organization,
      project: idOrSlug,
      sought: true,
      scope: 'event:read',
    },
    signal: options?.signal,
  });
  const [issue] = readList(answer, rawIssueSchema).items;
  return projectSchema.safeParse(issue?.project).data;
}

export async function listProjects(
  { send, server }: ClientContext,
  organization: string,
  params: { cursor?: string },
  options?: SentryRequestOptions,
): Promise<SentryPage<SentryProjectFacts>> {
  const answer = await send({
    operation: 'listProjects',
    path: apiPath`/organizations/${organization}/projects/`,
    query: server.dialect.pageQuery(params.cursor, 100),
    subject: { organization, scope: 'org:read' },
    signal: options?.signal,
  });
  return readList(answer, projectSchema);
}

/** GlitchTip lists those of all projects, whatever it is asked for: there each is asked about. */
export async function listOrganizationEnvironments(
  context: ClientContext,
  organization: string,
  { project }: { project: string[] },
  options?: SentryRequestOptions,
): Promise<string[]> {
  await identify(context);
  if (context.server.isGlitchtip) {
    const slugs = await slugsOf(context, organization, project, options);
    const names = await Promise.all(
      slugs.map(slug => listEnvironments(context, organization, slug, options)),
    );
    return [...new Set(names.flat())];
  }
  const answer = await context.send({
    operation: 'listEnvironments',
    path: apiPath`/organizations/${organization}/environments/`,
    query: { project, visibility: 'visible' },
    subject: { organization, projects: project, scope: 'org:read' },
    signal: options?.signal,
  });
  return environmentNames(answer);
}

export async function listEnvironments(
  context: ClientContext,
  organization: string,
  project: string,
  options?: SentryRequestOptions,
): Promise<string[]> {
  const answer = await inDialect(context, async () =>
    context.send({
      operation: 'listEnvironments',
      path: apiPath`/projects/${organization}/${await nameOf(context, organization, project, options)}/environments/`,
      query: { visibility: 'visible' },
      subject: { organization, project, scope: 'project:read' },
      signal: options?.signal,
    }),
  );
  return environmentNames(answer);
}

function environmentNames(answer: SentryHttpAnswer): string[] {
  const { items } = readList(answer, environmentSchema);
  return [...new Set(items.map(({ name }) => name))];
}

/** What a server finds a project by. */
async function nameOf(
  context: ClientContext,
  ...question: [
    organization: string,
    idOrSlug: string,
    options?: SentryRequestOptions,
  ]
): Promise<string> {
  const [, idOrSlug] = question;
  if (!/^\d+$/.test(idOrSlug)) {
    return idOrSlug;
  }
  await identify(context);
  return context.server.isGlitchtip ? slugOf(context, ...question) : idOrSlug;
}

/**
 * The slug of a project that is named by id or slug: GlitchTip finds projects by slug alone.
 *
 * @throws SentryProblemError `PROJECT_NOT_FOUND` where no project that the credential sees
 *   has the id
 */
async function slugOf(
  context: ClientContext,
  organization: string,
  idOrSlug: string,
  options?: SentryRequestOptions,
): Promise<string> {
  if (!/^\d+$/.test(idOrSlug)) {
    return idOrSlug;
  }
  const { projectSlugs } = context.server;
  const key = context.lackOf('projectSlugs', organization);
  const known = projectSlugs.get(key)?.get(idOrSlug);
  if (known !== undefined) {
    return known;
  }
  const slugs = await listSlugs(context, organization, options);
  projectSlugs.set(key, slugs);
  const slug = slugs.get(idOrSlug);
  if (slug === undefined) {
    throw new SentryProblemError({
      code: 'PROJECT_NOT_FOUND',
      message: `GlitchTip has no project \`${idOrSlug}\` in the organization \`${organization}\`, or does not show it to the token.`,
      action: `The owner of the catalog entity checks the project's id, or names the project by its slug.`,
      project: { organization, project: idOrSlug },
    });
  }
  return slug;
}

/** The same of several: the first is looked up in a list that has the others, too. */
export async function slugsOf(
  context: ClientContext,
  organization: string,
  idsOrSlugs: string[],
  options?: SentryRequestOptions,
): Promise<string[]> {
  const slugs: string[] = [];
  for (const one of idsOrSlugs) {
    slugs.push(await slugOf(context, organization, one, options));
  }
  return slugs;
}

async function listSlugs(
  context: ClientContext,
  organization: string,
  options?: SentryRequestOptions,
): Promise<Map<string, string>> {
  const slugs = new Map<string, string>();
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { items, nextCursor } = await listProjects(
      context,
      organization,
      { cursor },
      options,
    );
    items.forEach(({ id, slug }) => slugs.set(id, slug));
    if (nextCursor === undefined || nextCursor === cursor) {
      break;
    }
    cursor = nextCursor;
  }
  return slugs;
}
