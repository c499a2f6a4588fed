import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { AutocompleteHandler } from '@backstage/plugin-scaffolder-node/alpha';
import { z } from 'zod';
import { readPlace } from './client/readPlace';
import { apiPath, SentryApi } from './client/SentryApi';

const itemsSchema = z.array(
  z.object({
    slug: z.string(),
    name: z.string().nullish(),
    hasAccess: z.boolean().nullish(),
  }),
);

/**
 * Answers form fields with what the caller may choose: it asks with the caller's own Sentry
 * token, and never with the portal's, which would show everybody everything.
 *
 * `resource` is `organizations`, `teams` or `projects`; `context` has `organizationSlug` for
 * the last two, and optionally `instance` and `query`.
 *
 * @throws InputError without a token, or for another resource
 */
export function createAutocompleteHandler(options: {
  config: Config;
}): AutocompleteHandler {
  return async ({ resource, token, context }) => {
    if (!token) {
      throw new InputError(
        'Connect to Sentry first: only what your own account may choose is offered.',
      );
    }
    const { organizationSlug = '', instance, query } = context;
    const place = readPlace(options.config, {
      organizationSlug,
      instance,
      authToken: token,
    });
    const items = await new SentryApi({ place }).request({
      what: `list the ${resource}`,
      scopes: ['org:read'],
      path: pathOf(resource, organizationSlug),
      query: {
        ...(query && { query }),
        ...(resource === 'teams' && { detailed: '0' }),
      },
      schema: itemsSchema,
    });
    return {
      results: items
        .filter(({ hasAccess }) => hasAccess !== false)
        .map(({ slug, name }) => ({ id: slug, ...(name && { title: name }) })),
    };
  };
}

function pathOf(resource: string, organization: string): string {
  switch (resource) {
    case 'organizations':
      return '/organizations/';
    case 'teams':
      return apiPath`/organizations/${organization}/teams/`;
    case 'projects':
      return apiPath`/organizations/${organization}/projects/`;
    default:
      throw new InputError(
        `Unknown resource "${resource}". There are organizations, teams and projects.`,
      );
  }
}
