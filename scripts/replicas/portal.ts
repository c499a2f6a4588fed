import type { JsonObject } from '@backstage/types';
import type { EmulatorWorld } from 'backstage-plugin-sentry-emulator';

// The portal whose replicas are tested: an entity and a project for each service.

const services = Array.from({ length: 9 }, (_, i) => `service-${i + 1}`);
const guest = 'user:development/guest';

/** The Sentry that it asks. */
export function sentryWorld(token: string): EmulatorWorld {
  return {
    organizations: [
      {
        slug: 'bench',
        name: 'Bench',
        projects: services.map((slug, i) => ({
          id: String(1000 + i),
          slug,
          name: slug,
          platform: 'node',
        })),
      },
    ],
    tokens: [
      {
        token,
        scopes: ['event:read', 'event:write', 'org:read', 'project:read'],
        organizations: ['bench'],
      },
    ],
  };
}

/** Its catalog, of which the guest owns all. */
export function catalogFile(): string {
  const apiVersion = 'backstage.io/v1alpha1';
  const entities = [
    {
      apiVersion,
      kind: 'User',
      metadata: { name: 'guest', namespace: 'development' },
      spec: { memberOf: [] },
    },
    ...services.map(name => ({
      apiVersion,
      kind: 'Component',
      metadata: { name, annotations: { 'sentry.io/project-slug': name } },
      spec: { type: 'service', lifecycle: 'production', owner: guest },
    })),
  ];
  return entities.map(entity => JSON.stringify(entity)).join('\n---\n');
}

/** The configuration of one replica. */
export function portalConfig(options: {
  port: number;
  postgres: number;
  redis: number;
  catalog: string;
  sentry: { baseUrl: string; token: string; clientSecret: string };
}): JsonObject {
  const { port, postgres, redis, catalog, sentry } = options;
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    app: { baseUrl },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      database: {
        client: 'pg',
        connection: { host: '127.0.0.1', port: postgres, user: 'postgres' },
      },
      // Its client works with Redis, too, and comes back after an outage; that of `redis` does not.
      cache: { store: 'valkey', connection: `redis://127.0.0.1:${redis}` },
    },
    auth: {
      environment: 'development',
      providers: { guest: { dangerouslyAllowOutsideDevelopment: true } },
    },
    permission: { enabled: true },
    catalog: {
      rules: [{ allow: ['Component', 'User'] }],
      locations: [{ type: 'file', target: catalog }],
    },
    sentry: {
      baseUrl: sentry.baseUrl,
      organization: 'bench',
      token: sentry.token,
      webhooks: { clientSecret: sentry.clientSecret },
      // So long that nothing is fresh by itself.
      cache: { ttl: '10m', staleFor: '30m' },
      triage: { enabled: true },
      notifications: {
        minPriority: 'low',
        // The lock of a replica that was killed ends with the time that a look may take.
        schedule: { frequency: '10m', timeout: '10s' },
      },
    },
  };
}
