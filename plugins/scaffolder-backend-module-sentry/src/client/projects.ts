import { ConflictError, InputError } from '@backstage/errors';
import { z } from 'zod';
import { apiPath, type SentryApi } from './SentryApi';

/** Project as Sentry answers it: what is not read here is kept for the output. */
export const projectSchema = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    dateCreated: z.string().nullish(),
    teams: z.array(z.object({ slug: z.string() }).catchall(z.json())).nullish(),
  })
  .catchall(z.json());

export type Project = z.infer<typeof projectSchema>;

const keysSchema = z.array(
  z.object({
    name: z.string().nullish(),
    label: z.string().nullish(),
    isActive: z.boolean().nullish(),
    dsn: z.object({ public: z.string().nullish() }).nullish(),
  }),
);

/** undefined where there is no such project, or none that the token reaches. */
export async function findProject(
  api: SentryApi,
  slug: string,
): Promise<Project | undefined> {
  const found = await api.attempt(readRequest(api, slug), [404]);
  return 'data' in found ? found.data : undefined;
}

/** @throws NotFoundError where there is no such project */
export function getProject(api: SentryApi, slug: string): Promise<Project> {
  return api.request(readRequest(api, slug));
}

function readRequest(api: SentryApi, slug: string) {
  return {
    what: `read the project "${slug}"`,
    scopes: ['project:read'],
    path: apiPath`/projects/${api.place.organization}/${slug}/`,
    schema: projectSchema,
  };
}

/** The projects of a team. */
export function listTeamProjects(
  api: SentryApi,
  team: string,
): Promise<Project[]> {
  return api.request({
    what: `list the projects of the team "${team}"`,
    scopes: ['project:read'],
    path: apiPath`/teams/${api.place.organization}/${team}/projects/`,
    schema: z.array(projectSchema),
  });
}

/**
 * The public DSN of a project: an address to send to, which every client knows. The other
 * part of a key, its secret, is never read.
 *
 * @param keyName - of the key; without it the first active one
 * @throws InputError where no active key has a DSN
 */
export async function getDsn(
  api: SentryApi,
  project: string,
  keyName?: string,
): Promise<string> {
  const keys = await api.request({
    what: `read the keys of the project "${project}"`,
    scopes: ['project:read'],
    path: apiPath`/projects/${api.place.organization}/${project}/keys/`,
    schema: keysSchema,
  });
  if (keys.length === 0) {
    throw new InputError('No keys found for the specified project');
  }
  const named = keyName
    ? keys.filter(({ name, label }) => [name, label].includes(keyName))
    : keys;
  if (named.length === 0) {
    const names = keys.map(({ name, label }) => `"${name ?? label}"`);
    throw new InputError(
      `The project "${project}" has no key "${keyName}". It has ${names.join(', ')}.`,
    );
  }
  const active = named.filter(({ isActive }) => isActive !== false);
  if (active.length === 0) {
    throw new InputError(
      `${keyName ? `The key "${keyName}"` : 'Every key'} of the project "${project}" is disabled. Enable it in Sentry, under the project's client keys.`,
    );
  }
  const dsn = active.find(key => key.dsn?.public)?.dsn?.public;
  if (!dsn) {
    throw new InputError('No public DSN found in project keys');
  }
  return dsn;
}

/** Creates the team where there is none of the slug. */
export async function ensureTeam(api: SentryApi, slug: string): Promise<void> {
  const { organization } = api.place;
  const schema = z.object({ slug: z.string() });
  const found = await api.attempt(
    {
      what: `read the team "${slug}"`,
      scopes: ['team:read'],
      path: apiPath`/teams/${organization}/${slug}/`,
      schema,
    },
    [404],
  );
  if ('data' in found) {
    return;
  }
  // 409: another run has created it since.
  const created = await api.attempt(
    {
      method: 'POST',
      what: `create the team "${slug}"`,
      scopes: ['team:write', 'org:write'],
      path: apiPath`/organizations/${organization}/teams/`,
      body: { slug },
      schema,
      onMissing: `Check the slug of the organization, "${organization}".`,
    },
    [409],
  );
  if ('data' in created && created.data.slug !== slug) {
    throw new ConflictError(
      `Sentry gave the team the slug "${created.data.slug}", not "${slug}". Use that, or another name.`,
    );
  }
}
