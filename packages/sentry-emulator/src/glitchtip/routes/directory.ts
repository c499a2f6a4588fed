import { serializeKey } from '../../serialize/project';
import { requireToken, scopes } from '../../webApi/auth';
import { SentryApiError } from '../../webApi/http';
import { membersRouteOf } from '../../webApi/routes/organizations';
import { projectTeamsRouteOf } from '../../webApi/routes/teams';
import { answerList } from '../pagination';
import {
  serializeMember,
  serializeOrganization,
  serializeProject,
  serializeTeam,
  serializeUser,
} from '../serialize';
import type { ApiRoute } from '../../webApi/types';

const readTeams = ['team:read', 'team:write', 'team:admin'];

export const listOrganizationsRoute: ApiRoute = {
  kind: 'token',
  method: 'get',
  path: '/api/0/organizations/',
  scopes: scopes.readOrganization,
  handle: (request, context) =>
    answerList(
      request,
      context,
      context.directory.organizations.filter(({ slug }) =>
        request.token?.organizations.includes(slug),
      ),
      serializeOrganization,
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
        .map(team => serializeTeam(team, token)),
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
      context,
      [...request.organization.projects].sort((a, b) =>
        a.name < b.name ? -1 : 1,
      ),
      p => serializeProject(p, request.token, context),
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
  handle: (request, context) =>
    answerList(request, context, [request.project], project => {
      const { id, dateCreated, label, projectId, dsn, ...key } = serializeKey(
        context.directory.keys(project)[0],
        project,
        context,
      );
      const { public: sends, security } = dsn;
      return {
        id,
        dateCreated,
        label,
        name: key.name,
        public: key.public,
        projectID: projectId,
        rateLimit: null,
        isActive: true,
        // For old programs, which want one: it is no other.
        dsn: { public: sends, secret: sends, security },
      };
    }),
};

export const teamsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/teams/',
  scopes: readTeams,
  handle: (request, context) => {
    const { organization, token } = request;
    return answerList(
      request,
      context,
      context.directory.teams(organization),
      team => ({
        ...serializeTeam(team, token),
        projects: organization.projects
          .filter(({ id }) => team.projects.includes(id))
          .map(p => serializeProject(p, token, context)),
      }),
    );
  },
};

export const projectTeamsRoute = projectTeamsRouteOf(
  readTeams,
  answerList,
  serializeTeam,
);

export const membersRoute = membersRouteOf(answerList, serializeMember);

export const meRoute: ApiRoute = {
  kind: 'open',
  method: 'get',
  path: '/api/0/users/me/',
  handle: ({ token }, { directory }) => {
    const user = directory.user(requireToken(token).user);
    if (!user) {
      throw SentryApiError.notFound();
    }
    return { body: serializeUser(user) };
  },
};

/**
 * `GET /api/0/`: GlitchTip answers without a token too, and returns the token itself with its scopes.
 * The emulator stores no answers; callers must take the same care.
 */
export const rootRoute: ApiRoute = {
  kind: 'open',
  method: 'get',
  path: '/api/0/',
  takesAnyToken: true,
  handle: ({ token }, { directory }) => {
    const user = directory.user(token?.user);
    return {
      body: {
        version: '0',
        user: user ? serializeUser(user) : null,
        auth: token
          ? { scopes: token.scopes, label: 'Backstage', token: token.token }
          : null,
      },
    };
  },
};
