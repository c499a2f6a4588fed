import { scopes } from '../auth';
import type { Integration, Organization } from '../../directory';
import type { ApiRoute } from '../types';
import { slugOf } from './teams';

/** What a subscription to a resource stands for [sentry_apps/utils/webhooks.py]. */
const actions = {
  issue: ['assigned', 'created', 'ignored', 'resolved', 'unresolved'],
  comment: ['created', 'deleted', 'updated'],
};

/** The integrations that an organization has made for itself. */
export const sentryAppsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/sentry-apps/',
  scopes: scopes.readOrganization,
  handle: ({ organization }, { directory }) => ({
    body: directory
      .integrations(organization)
      .map(integration => serialize(integration, organization)),
  }),
};

function serialize(
  integration: Integration,
  { id, slug, name: author }: Organization,
): Record<string, unknown> {
  const { name, uuid, clientId, webhookUrl, events } = integration;
  return {
    allowedOrigins: [],
    author,
    avatars: [],
    events,
    webhookEvents: events.flatMap(resource =>
      actions[resource].map(action => `${resource}.${action}`),
    ),
    featureData: [],
    isAlertable: integration.isAlertable,
    isDisabled: integration.isDisabled,
    metadata: '',
    name,
    overview: null,
    popularity: 1,
    redirectUrl: null,
    schema: '',
    scopes: ['event:read', 'org:read', 'project:read'],
    slug: slugOf(name, 'integration'),
    status: 'internal',
    uuid,
    verifyInstall: false,
    webhookUrl,
    webhookHeaders: [],
    clientId,
    // Only managers see it, and for a day.
    clientSecret: '*'.repeat(64),
    owner: { id: Number(id), slug },
  };
}
