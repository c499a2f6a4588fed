import {
  countTags,
  serializeTag,
  serializeTagValue,
  tagName,
  totalOf,
  type TagValue,
} from '../../serialize/tags';
import { everything } from '../../store/timeline';
import { scopes } from '../auth';
import { SentryApiError } from '../http';
import { findIssue, readEnvironments, readScope, readProjects } from '../scope';
import { answerPage } from '../pagination';
import type { ApiContext, ApiRoute, OrganizationRequest } from '../types';
import { seededHex } from '../../random';

const issuePath = '/api/0/organizations/:organization/issues/:issue/tags';
const mostValues = 1000;

/** The orders of a tag's values; the greatest comes first. */
const orders: Record<string, (value: TagValue) => number> = {
  '-count': ({ count }) => count,
  date: ({ lastSeen }) => lastSeen,
  age: ({ firstSeen }) => firstSeen,
  id: () => 0,
};

/** The same where it is asked for an organization. */
const organizationOrders: typeof orders = {
  '-count': orders['-count'],
  '-last_seen': orders.date,
};

export const issueTagsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: `${issuePath}/`,
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const { query } = request;
    const keys = query.getAll('key').filter(Boolean);
    const limit = readLimit(query) ?? (keys.length > 0 ? 9 : 10);
    return {
      body: [...tagsOfIssue(request, context)]
        .filter(([key]) => keys.length === 0 || keys.includes(key))
        .map(([key, values]) => serializeTag(key, values, limit)),
    };
  },
};

export const issueTagRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: `${issuePath}/:key/`,
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const { key } = request.params;
    return { body: serializeTag(key, valuesOfTag(request, context)) };
  },
};

export const issueTagValuesRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: `${issuePath}/:key/values/`,
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const { key } = request.params;
    const sort = request.query.get('sort') ?? '-id';
    const order = orders[sort] ?? orders.id;
    const values = valuesOfTag(request, context)
      .sort((a, b) => order(b) - order(a))
      .slice(0, mostValues);
    return answerPage(request, context, values, value =>
      serializeTagValue(key, value),
    );
  },
};

/** The tags that the organization's events have. */
export const organizationTagsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/tags/',
  scopes: scopes.readOrganization,
  handle: (request, context) => ({
    body: [...tagsOfOrganization(request, context)].map(([key, values]) => ({
      key,
      name: tagName(key),
      totalValues: totalOf(values),
    })),
  }),
};

/** Its values, those that contain `query`; by Sentry's `organization_tagkey_values.py`. */
export const organizationTagValuesRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/tags/:key/values/',
  scopes: scopes.readOrganization,
  handle: (request, context) => {
    const { params, query } = request;
    const { key } = params;
    if (!/^[\w.:-]+$/.test(key)) {
      throw SentryApiError.badRequest(`Invalid tag key format for "${key}"`);
    }
    const sort = query.get('sort') ?? '-last_seen';
    if (!Object.hasOwn(organizationOrders, sort)) {
      throw SentryApiError.badRequest(
        'Invalid sort parameter. Please use one of: -last_seen or -count',
      );
    }
    const order = organizationOrders[sort];
    const values = (tagsOfOrganization(request, context).get(key) ?? [])
      .filter(({ value }) => value.includes(query.get('query') ?? ''))
      .sort((a, b) => order(b) - order(a));
    return answerPage(request, context, values, value =>
      serializeTagValue(key, value),
    );
  },
};

function tagsOfOrganization(
  request: OrganizationRequest,
  context: ApiContext,
): Map<string, TagValue[]> {
  const { projects, range, inEnvironment } = readScope(request, context);
  return countTags(
    projects.flatMap(({ id }) =>
      context.store
        .issues(id)
        .flatMap(({ timeline }) => timeline.within(range, inEnvironment)),
    ),
  );
}

/** How many values of each tag. */
function readLimit(query: URLSearchParams): number | undefined {
  const limit = query.get('limit');
  if (limit !== null && !/^\d{1,4}$/.test(limit)) {
    throw SentryApiError.badRequest('invalid limit');
  }
  return limit === null ? undefined : Number(limit);
}

function tagsOfIssue(
  request: OrganizationRequest,
  context: ApiContext,
): Map<string, TagValue[]> {
  const { query, organization } = request;
  const { timeline } = findIssue(request, context);
  const inEnvironment = readEnvironments(query, organization, context);
  return countTags(timeline.within(everything, inEnvironment));
}

function valuesOfTag(
  request: OrganizationRequest,
  context: ApiContext,
): TagValue[] {
  const values = tagsOfIssue(request, context).get(request.params.key);
  if (!values) {
    throw SentryApiError.notFound();
  }
  return values;
}

const visibilities = ['all', 'hidden', 'visible'];

export const organizationEnvironmentsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/environments/',
  scopes: scopes.readOrganization,
  handle: (request, context) => {
    const { organization, query } = request;
    const names = readProjects(query, organization, context).flatMap(project =>
      context.store.environments(project.id),
    );
    return {
      body: isHiddenAsked(query)
        ? []
        : [...new Set(names)]
            .sort()
            .map(name => ({ id: environmentId(organization.id, name), name })),
    };
  },
};

export const projectEnvironmentsRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: '/api/0/projects/:organization/:project/environments/',
  scopes: scopes.readProject,
  handle: ({ organization, project, query }, { store }) => ({
    body: isHiddenAsked(query)
      ? []
      : store.environments(project.id).map(name => ({
          id: environmentId(organization.id, name),
          name,
          isHidden: false,
        })),
  }),
};

/** The emulator has no hidden environments. */
function isHiddenAsked(query: URLSearchParams): boolean {
  const visibility = query.get('visibility') ?? 'visible';
  if (!visibilities.includes(visibility)) {
    throw SentryApiError.badRequest(
      `Invalid value for 'visibility', valid values are: [${visibilities
        .map(value => `'${value}'`)
        .join(', ')}]`,
    );
  }
  return visibility === 'hidden';
}

/** The same name has the same id in an organization, whatever came first. */
function environmentId(organizationId: string, name: string): string {
  return String(
    parseInt(seededHex(0, `environment ${organizationId} ${name}`, 6), 16),
  );
}
