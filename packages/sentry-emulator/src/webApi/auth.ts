import { SentryApiError } from './http';
import type { Directory, Organization } from '../directory';
import type { EmulatorProject, EmulatorToken } from '../types/options';
import type { ApiContext } from './types';

/** Any-of lists, as Sentry's endpoints have them. */
export const scopes = {
  readEvents: ['event:read', 'event:write', 'event:admin'],
  writeEvents: ['event:write', 'event:admin'],
  readOrganization: ['org:read', 'org:write', 'org:admin'],
  readProject: ['project:read', 'project:write', 'project:admin'],
  writeProject: ['project:write', 'project:admin'],
  createProject: ['project:write', 'project:admin', 'org:write', 'org:admin'],
  readTeams: ['team:read', 'team:write', 'team:admin'],
  createTeams: ['org:write', 'org:admin', 'team:write'],
  readAlerts: ['alerts:read', 'org:read', 'org:write', 'org:admin'],
  writeAlerts: ['alerts:write', 'org:write', 'org:admin'],
  writeRules: ['alerts:write', 'project:write', 'project:admin'],
  readMembers: ['member:read', 'member:write', 'member:admin'],
  readReleases: [
    'project:read',
    'project:write',
    'project:admin',
    'project:releases',
    'org:ci',
  ],
  writeReleases: [
    'project:write',
    'project:admin',
    'project:releases',
    'org:ci',
  ],
  readRepositories: [
    'org:read',
    'org:write',
    'org:admin',
    'org:integrations',
    'org:ci',
  ],
  addRepositories: ['org:read', 'org:write', 'org:admin', 'org:integrations'],
} as const;

export function requireToken(token: EmulatorToken | undefined): EmulatorToken {
  if (!token) {
    throw SentryApiError.unauthorized(
      'Authentication credentials were not provided.',
    );
  }
  return token;
}

export function requireScope(
  token: EmulatorToken,
  anyOf: readonly string[],
): void {
  if (!anyOf.some(scope => token.scopes.includes(scope))) {
    throw SentryApiError.forbidden({
      'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${[...anyOf].sort().join(' ')}"`,
    });
  }
}

export function seesProject(
  token: EmulatorToken | undefined,
  project: EmulatorProject,
): boolean {
  return (
    !token?.projects ||
    token.projects.includes(project.id) ||
    token.projects.includes(project.slug)
  );
}

/** 404 for ids, for slugs of the past, and for an organization of others. */
export function requireSlugs(
  params: { organization?: string; project?: string },
  token: EmulatorToken,
  directory: Directory,
): void {
  const organization = directory.organizations.find(
    ({ slug }) =>
      slug === params.organization && token.organizations.includes(slug),
  );
  const isKnown =
    params.project === undefined ||
    organization?.projects.some(({ slug }) => slug === params.project);
  if (!organization || !isKnown) {
    throw SentryApiError.notFound();
  }
}

/**
 * 404 for an unknown slug, 403 for an organization of others.
 *
 * @returns the organization with the projects that the token sees
 */
export function requireOrganization(
  idOrSlug: string,
  token: EmulatorToken,
  directory: Directory,
): Organization {
  const organization = directory.organization(idOrSlug);
  if (!organization) {
    throw SentryApiError.notFound();
  }
  if (!token.organizations.includes(organization.slug)) {
    throw SentryApiError.forbidden();
  }
  return {
    ...organization,
    projects: organization.projects.filter(p => seesProject(token, p)),
  };
}

/** 302 for a slug the project had before, 403 for one out of sight. */
export function requireProject(
  idOrSlug: string,
  organization: Organization,
  directory: Directory,
  path: string,
): EmulatorProject {
  const project = directory.project(organization, idOrSlug);
  if (project) {
    return project;
  }
  const all = directory.organization(organization.slug) ?? organization;
  if (directory.project(all, idOrSlug)) {
    throw SentryApiError.forbidden();
  }
  const renamed = organization.projects.find(p =>
    p.previousSlugs?.includes(idOrSlug),
  );
  if (!renamed) {
    throw SentryApiError.notFound();
  }
  const url = path.replace(
    `/${organization.slug}/${idOrSlug}/`,
    `/${organization.slug}/${renamed.slug}/`,
  );
  throw new SentryApiError(
    302,
    {
      detail: {
        code: 'resource-moved',
        message: 'Resource has been moved',
        extra: { url, slug: renamed.slug },
      },
    },
    { Location: url },
  );
}

const organizationTokenPrefix = 'sntrys_';
/** All that organization tokens are good for: sending releases. */
const organizationTokenScopes = ['org:ci'];

/**
 * The token of a request: absent without one, refused where it is unknown or
 * good no longer. API keys come as the user of HTTP Basic, all others as Bearer.
 */
export function authenticate(
  authorization: string | undefined,
  context: ApiContext,
): EmulatorToken | undefined {
  const [, scheme = '', value = ''] =
    /^(Bearer|Basic)\s+(\S+)$/i.exec(authorization ?? '') ?? [];
  const token =
    scheme.toLowerCase() === 'basic'
      ? readApiKey(value, context)
      : value && readBearer(value, context);
  if (!token) {
    return undefined;
  }
  return token.kind === 'organization'
    ? { ...token, scopes: organizationTokenScopes }
    : token;
}

function readBearer(value: string, context: ApiContext): EmulatorToken {
  const { directory, dialect } = context;
  const token = directory.token(value);
  const kind = token?.kind ?? 'user';
  if (!token || kind === 'api-key' || !dialect.tokenKinds.includes(kind)) {
    throw SentryApiError.unauthorized(unknownToken(value));
  }
  if (token.state === 'expired' || isOver(token, context)) {
    throw SentryApiError.unauthorized('Token expired');
  }
  if (token.state === 'revoked') {
    throw SentryApiError.unauthorized(unknownToken(value));
  }
  if (token.state === 'inactive-user') {
    throw SentryApiError.unauthorized('User inactive or deleted');
  }
  return token;
}

/** With a password it is no API key, and counts for nothing. */
function readApiKey(
  value: string,
  context: ApiContext,
): EmulatorToken | undefined {
  const { directory, dialect } = context;
  const [key, ...password] = Buffer.from(value, 'base64').toString().split(':');
  if (!dialect.tokenKinds.includes('api-key') || password.join(':') !== '') {
    return undefined;
  }
  const token = directory.token(key);
  const isGone = token?.state !== undefined && token.state !== 'sso-required';
  if (token?.kind !== 'api-key' || isGone || isOver(token, context)) {
    throw SentryApiError.unauthorized('API key is not valid');
  }
  return token;
}

function isOver({ expiresAt }: EmulatorToken, { now }: ApiContext): boolean {
  return expiresAt !== undefined && expiresAt <= now();
}

function unknownToken(value: string): string {
  return value.startsWith(organizationTokenPrefix)
    ? 'Invalid org token'
    : 'Invalid token';
}

/** What needs a user is refused to tokens that are not a user's. */
export function requireUser(token: EmulatorToken): void {
  if ((token.kind ?? 'user') !== 'user') {
    throw SentryApiError.forbidden();
  }
}

/**
 * An organization can ask its members to have signed in with its own provider. At
 * sentry.io it says where with a URL, elsewhere with a path.
 */
export function requireSingleSignOn(
  token: EmulatorToken,
  organization: Organization,
  { dialect, baseUrl }: ApiContext,
): void {
  const host = dialect.hasRegions ? baseUrl : new URL(baseUrl).pathname;
  if (token.state === 'sso-required' && dialect.hasSingleSignOn) {
    throw new SentryApiError(401, {
      detail: {
        code: 'sso-required',
        message: 'Must login via SSO',
        extra: {
          loginUrl: `${host.replace(/\/$/, '')}/auth/login/${organization.slug}/`,
        },
      },
    });
  }
}
