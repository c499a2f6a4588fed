import {
  serializeListedProject,
  serializeProject,
} from '../../serialize/project';
import { scopes } from '../auth';
import { linkHeader, offsetPage, readCursor, readPerPage } from '../pagination';
import type { ApiRoute } from '../types';

/**
 * The organization's projects by slug, those out of the token's sight too, which
 * say so; `query` finds parts of slug and name.
 */
export const listProjectsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/projects/',
  scopes: scopes.readOrganization,
  handle: (request, context) => {
    const text = request.query.get('query')?.toLowerCase() ?? '';
    const { organization } = request;
    const all = context.directory.organization(organization.id) ?? organization;
    const found = all.projects
      .filter(project =>
        [project.slug, project.name.toLowerCase()].some(part =>
          part.includes(text),
        ),
      )
      .sort((a, b) => (a.slug < b.slug ? -1 : 1));
    const page = offsetPage(
      found,
      readPerPage(request.query),
      readCursor(request.query),
    );
    return {
      body: page.items.map(p =>
        serializeListedProject(p, request.token, context),
      ),
      headers: linkHeader(request, context, page),
    };
  },
};

export const projectRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: '/api/0/projects/:organization/:project/',
  scopes: scopes.readProject,
  handle: ({ project, organization, token }, context) => ({
    body: serializeProject(project, organization, token, context),
  }),
};
