import {
  regionUrlOf,
  serializeOrganization,
  serializeUser,
  serializeMember,
} from '../../serialize/people';
import { scopes, requireToken, requireUser } from '../auth';
import {
  linkHeader,
  offsetPage,
  readCursor,
  readPerPage,
  answerPage,
} from '../pagination';
import type { ApiRoute } from '../types';
import { seededHex } from '../../random';
import type { Directory } from '../../directory';
import type {
  EmulatorMember,
  EmulatorToken,
  EmulatorUser,
} from '../../types/options';
import { readProjects } from '../scope';
import { SentryApiError } from '../http';

/** Those that live on this host: each region lists its own. */
export const listOrganizationsRoute: ApiRoute = {
  kind: 'token',
  method: 'get',
  path: '/api/0/organizations/',
  scopes: scopes.readOrganization,
  handle: (request, context) => {
    const text = request.query.get('query')?.toLowerCase() ?? '';
    const mine = context.directory.organizations.filter(
      organization =>
        request.token?.organizations.includes(organization.slug) &&
        ['', context.baseUrl].includes(regionUrlOf(organization, context)) &&
        [organization.slug, organization.name.toLowerCase()].some(part =>
          part.includes(text),
        ),
    );
    const page = offsetPage(
      mine,
      readPerPage(request.query),
      readCursor(request.query),
    );
    return {
      body: page.items.map(o => serializeOrganization(o, context)),
      headers: linkHeader(request, context, page),
    };
  },
};

/** Without `detailed=0` Sentry adds the organization's settings, which the emulator has none of. */
export const organizationRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/',
  scopes: scopes.readOrganization,
  handle: ({ organization, token }, context) => ({
    body: {
      ...serializeOrganization(organization, context),
      access: token?.scopes ?? [],
      features: [],
    },
  }),
};

/** `GET /api/0/`: says what a token may do and for whom; answers without one too. */
export const rootRoute: ApiRoute = {
  kind: 'open',
  method: 'get',
  path: '/api/0/',
  handle: ({ token }, { directory }) => {
    const user = token && userOf(token, directory);
    return {
      body: {
        version: '0',
        auth: token ? { scopes: token.scopes } : null,
        user: user ? serializeUser(user) : null,
      },
    };
  },
};

/** `GET /api/0/auth/`: the token's user. */
export const currentUserRoute: ApiRoute = {
  kind: 'open',
  method: 'get',
  path: '/api/0/auth/',
  handle: ({ token }, { directory }) => {
    const user = userOf(requireToken(token), directory);
    return user ? { body: serializeUser(user) } : { status: 400, body: null };
  },
};

/** An internal integration has a proxy user of its own. */
function userOf(
  token: EmulatorToken,
  directory: Directory,
): EmulatorUser | undefined {
  if (token.kind !== 'internal-integration') {
    return directory.user(token.user);
  }
  const name = `integration-${seededHex(0, token.token, 12)}`;
  return {
    id: String(parseInt(seededHex(0, token.token, 6), 16)),
    name,
    email: `${name}@proxy-user.sentry.io`,
    organizations: token.organizations,
  };
}

/**
 * Those who are in the teams of the projects asked for, with which of these projects. Not in
 * Sentry's documents; what its own pages offer to assign issues to.
 */
export const usersRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/users/',
  scopes: scopes.readOrganization,
  handle: (request, context) => {
    const { query, organization } = request;
    const projects = readProjects(query, organization, context);
    const found = projects.flatMap(project =>
      context.directory.membersOf(project).map(member => ({ member, project })),
    );
    const members = [...new Set(found.map(({ member }) => member))];
    return {
      body: members.map(member => ({
        ...serializeMember(member),
        projects: found
          .filter(one => one.member === member)
          .map(({ project }) => project.slug)
          .sort(),
      })),
    };
  },
};

/** Members and open invitations, in the pages and the shape of a dialect. */
export function membersRouteOf(
  answer: typeof answerPage,
  serialize: (member: EmulatorMember) => Record<string, unknown>,
): ApiRoute {
  return {
    kind: 'organization',
    method: 'get',
    path: '/api/0/organizations/:organization/members/',
    scopes: scopes.readMembers,
    handle: (request, context) =>
      answer(request, context, request.organization.members ?? [], serialize),
  };
}

export const membersRoute = membersRouteOf(answerPage, serializeMember);

/** `GET /api/0/users/me/`: the token's user. */
export const meRoute: ApiRoute = {
  kind: 'open',
  method: 'get',
  path: '/api/0/users/me/',
  handle: (request, { directory }) => {
    const token = requireToken(request.token);
    requireUser(token);
    const user = directory.user(token.user);
    if (!user) {
      throw SentryApiError.forbidden();
    }
    return { body: serializeUser(user) };
  },
};

/** The hosts on which the user's organizations live. Their names are made up. */
export const regionsRoute: ApiRoute = {
  kind: 'open',
  method: 'get',
  path: '/api/0/users/me/regions/',
  handle: (request, context) => {
    const token = requireToken(request.token);
    requireUser(token);
    const urls = context.directory.organizations
      .filter(({ slug }) => token.organizations.includes(slug))
      .map(organization => regionUrlOf(organization, context));
    return {
      body: {
        regions: [...new Set(urls)].map((url, index) => ({
          name: url === context.baseUrl ? 'us' : `region${index}`,
          url,
        })),
      },
    };
  },
};
