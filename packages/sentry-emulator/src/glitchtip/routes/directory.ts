import { serializeKey } from '../../serialize/key';
import { scopes } from '../../webApi/auth';
import { offsetPage } from '../../webApi/pagination';
import { pageHeaders, readCursor, readLimit } from '../pagination';
import { serializeOrganization, serializeProject } from '../serialize';
import type {
  ApiAnswer,
  ApiContext,
  ApiRequest,
  ApiRoute,
} from '../../webApi/types';

export const listOrganizationsRoute: ApiRoute = {
  kind: 'token',
  method: 'get',
  path: '/api/0/organizations/',
  scopes: scopes.readOrganization,
  handle: (request, context) =>
    answerList(
      request,
      context.directory.organizations
        .filter(({ slug }) => request.token?.organizations.includes(slug))
        .map(serializeOrganization),
      context,
    ),
};

export const organizationRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/',
  scopes: scopes.readOrganization,
  handle: ({ organization, token }, context) => ({
    body: {
      ...serializeOrganization(organization),
      projects: organization.projects.map(p =>
        serializeProject(p, token, context),
      ),
      teams: context.directory
        .teams(organization)
        .map(({ id, slug }) => ({ id, slug })),
    },
  }),
};

/** A `query` that names no team changes nothing. */
export const listProjectsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/projects/',
  scopes: scopes.readProject,
  handle: (request, context) =>
    answerList(
      request,
      [...request.organization.projects]
        .sort((a, b) => (a.slug < b.slug ? -1 : 1))
        .map(p => serializeProject(p, request.token, context)),
      context,
    ),
};

export const projectRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: '/api/0/projects/:organization/:project/',
  scopes: scopes.readProject,
  handle: ({ project, organization, token }, context) => ({
    body: {
      ...serializeProject(project, token, context),
      organization: serializeOrganization(organization),
    },
  }),
};

/** Without the addresses that only Sentry has. */
export const projectKeysRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: '/api/0/projects/:organization/:project/keys/',
  scopes: scopes.readProject,
  handle: (request, context) => {
    const { id, dateCreated, label, projectId, dsn, ...key } = serializeKey(
      context.directory.keys(request.project)[0],
      request.project,
      context,
    );
    const { public: sends, secret, security } = dsn;
    return answerList(
      request,
      [
        {
          id,
          dateCreated,
          label,
          name: key.name,
          public: key.public,
          projectId,
          dsn: { public: sends, secret, security },
        },
      ],
      context,
    );
  },
};

function answerList(
  request: ApiRequest,
  items: unknown[],
  context: ApiContext,
): ApiAnswer {
  const page = offsetPage(
    items,
    readLimit(request.query),
    readCursor(request.query),
  );
  return {
    body: page.items,
    headers: pageHeaders(request, context, page, items.length),
  };
}
