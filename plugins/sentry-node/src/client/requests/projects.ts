import { apiPath } from '../http/apiPath';
import type { SentryHttpAnswer } from '../http/attempt';
import { projectOrganizationSchema } from './organizationSchemas';
import type {
  RawSentryProject,
  SentryPage,
  SentryRequestOptions,
} from '../types';
import { anotherShape, readList } from './readList';
import { rawEnvironmentSchema, rawProjectSchema } from './schemas';
import type { ClientContext } from './ClientContext';

export async function getProject(
  { send, regions }: ClientContext,
  organization: string,
  idOrSlug: string,
  options?: SentryRequestOptions,
): Promise<RawSentryProject> {
  const { body } = await send({
    operation: 'getProject',
    path: apiPath`/projects/${organization}/${idOrSlug}/`,
    subject: {
      organization,
      project: idOrSlug,
      sought: true,
      scope: 'project:read',
    },
    signal: options?.signal,
  });
  const parsed = rawProjectSchema.safeParse(body);
  if (!parsed.success) {
    throw anotherShape('a project');
  }
  // Where it is known already, this may be the region's answer, which has no say in it.
  if (!regions.isKnown(organization)) {
    const { slug, regionUrl } =
      projectOrganizationSchema.safeParse(body).data?.organization ?? {};
    if (slug === organization) {
      regions.learn(slug, regionUrl);
    }
  }
  return parsed.data;
}

export async function listProjects(
  { send }: ClientContext,
  organization: string,
  params: { cursor?: string },
  options?: SentryRequestOptions,
): Promise<SentryPage<RawSentryProject>> {
  const answer = await send({
    operation: 'listProjects',
    path: apiPath`/organizations/${organization}/projects/`,
    query: { cursor: params.cursor, per_page: 100 },
    subject: { organization, scope: 'org:read' },
    signal: options?.signal,
  });
  return readList(answer, rawProjectSchema);
}

export async function listOrganizationEnvironments(
  { send }: ClientContext,
  organization: string,
  { project }: { project: string[] },
  options?: SentryRequestOptions,
): Promise<string[]> {
  const answer = await send({
    operation: 'listEnvironments',
    path: apiPath`/organizations/${organization}/environments/`,
    query: { project, visibility: 'visible' },
    subject: { organization, projects: project, scope: 'org:read' },
    signal: options?.signal,
  });
  return environmentNames(answer);
}

export async function listEnvironments(
  { send }: ClientContext,
  organization: string,
  project: string,
  options?: SentryRequestOptions,
): Promise<string[]> {
  const answer = await send({
    operation: 'listEnvironments',
    path: apiPath`/projects/${organization}/${project}/environments/`,
    query: { visibility: 'visible' },
    subject: { organization, project, scope: 'project:read' },
    signal: options?.signal,
  });
  return environmentNames(answer);
}

function environmentNames(answer: SentryHttpAnswer): string[] {
  const { items } = readList(answer, rawEnvironmentSchema);
  return [...new Set(items.map(({ name }) => name))];
}
