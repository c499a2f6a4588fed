import { MockSentryApi } from '../src/testUtils';

/** An instance for each way to be well or not. */
export const pageApi = new MockSentryApi({
  instances: [
    {
      name: 'default',
      baseUrl: 'https://sentry.io',
      organization: 'acme',
      reachable: true,
      latencyMs: 84,
      tls: true,
      organizationFound: true,
      recommendedBaseUrl: 'https://de.sentry.io',
      credential: 'token',
      scopes: {
        held: ['event:read', 'org:read', 'project:read', 'project:admin'],
        missing: [],
        unneeded: ['project:admin'],
      },
      expiresAt: new Date(Date.now() + 9 * 86_400_000).toISOString(),
      rateLimit: {
        limit: 40,
        remaining: 31,
        resetsAt: new Date(Date.now() + 20_000).toISOString(),
      },
      server: { dialect: 'sentry', version: '26.10.0' },
      webhooks: {
        url: 'https://backstage.example.com/api/events/http/sentry',
        hasSecret: true,
        integration: {
          name: 'Backstage',
          webhookUrl: 'https://backstage.example.com/api/events/http/sentry',
          resources: ['issue', 'comment'],
          isAlertable: false,
        },
        missing: [],
        settingsLink:
          'https://acme.sentry.io/settings/developer-settings/backstage/',
        lastReceivedAt: new Date(Date.now() - 2 * 60_000).toISOString(),
      },
      provisioning: {
        token: 'accepted',
        scopes: {
          held: ['org:read', 'project:write'],
          missing: ['team:write'],
        },
      },
      problems: [],
      lastProblems: [
        {
          problem: {
            code: 'UPSTREAM_TIMEOUT',
            message: 'Sentry did not answer in time.',
          },
          at: new Date(Date.now() - 7 * 60_000).toISOString(),
          count: 12,
        },
        {
          problem: {
            code: 'RATE_LIMITED',
            message: 'Sentry asked for a pause.',
          },
          at: new Date(Date.now() - 3 * 3_600_000).toISOString(),
          count: 1,
        },
      ],
    },
    {
      name: 'eu',
      baseUrl: 'http://sentry.example.com/a-rather-long-path-of-a-server',
      organization: 'acme-eu',
      reachable: true,
      latencyMs: 1284,
      tls: false,
      organizationFound: false,
      credential: 'user',
      scopes: { held: ['org:read'], missing: ['event:read'], unneeded: [] },
      server: { dialect: 'glitchtip', version: '5.1.1' },
      problems: [
        {
          code: 'SCOPE_MISSING',
          message: 'The token lacks the scope `event:read`.',
          action: 'Create a token with `event:read`, `org:read`.',
          documentation: 'https://docs.sentry.io/api/permissions/',
        },
      ],
    },
    {
      name: 'down',
      baseUrl: 'https://down.example.com',
      reachable: false,
      tls: true,
      problems: [
        {
          code: 'UPSTREAM_UNAVAILABLE',
          message: 'Sentry could not be reached.',
          action: 'Those who run Backstage can check whether it is up.',
        },
      ],
    },
  ],
  organizations: {
    items: [
      { instance: 'default', slug: 'acme', name: 'Acme' },
      { instance: 'default', slug: 'acme-labs', name: 'Acme Labs' },
    ],
  },
});
