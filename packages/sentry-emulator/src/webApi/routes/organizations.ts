import {
  regionUrlOf,
  serializeOrganization,
} from '../../serialize/organization';
import { scopes } from '../auth';
import { linkHeader, offsetPage, readCursor, readPerPage } from '../pagination';
import type { ApiRoute } from '../types';

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
