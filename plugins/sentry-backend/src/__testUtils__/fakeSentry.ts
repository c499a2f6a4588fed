import {
  SentryProblemError,
  type RawSentryIssue,
  type RawSentryProject,
  type SentryClient,
  type SentryInstanceConfig,
  type SentryService,
} from 'backstage-plugin-sentry-node';

export type FakeClient = jest.Mocked<SentryClient>;

/** A client that knows no project and no issue until a test says otherwise. */
export function fakeClient(projects: RawSentryProject[] = []): FakeClient {
  const client: SentryClient = {
    instance: 'default',
    credentialId: 'credential',
    listIssues: async () => ({ items: [] }),
    countIssues: async (_organization, { queries }) =>
      queries.map(() => ({ count: 0, capped: false })),
    countUsers: async () => undefined,
    eventTrend: async () => undefined,
    getProject: async (organization, project) => {
      throw new SentryProblemError({
        code: 'PROJECT_NOT_FOUND',
        message: `${organization} has no ${project}`,
      });
    },
    listProjects: async () => ({ items: projects }),
    listOrganizationEnvironments: async () => [],
    listEnvironments: async () => [],
  };
  jest.spyOn(client, 'listIssues');
  jest.spyOn(client, 'countIssues');
  jest.spyOn(client, 'countUsers');
  jest.spyOn(client, 'eventTrend');
  jest.spyOn(client, 'getProject');
  jest.spyOn(client, 'listProjects');
  jest.spyOn(client, 'listOrganizationEnvironments');
  jest.spyOn(client, 'listEnvironments');
  return jest.mocked(client);
}

export const shopWeb = { id: '11', slug: 'shop-web', name: 'Shop web' };
export const checkout = { id: '12', slug: 'checkout', name: 'Checkout' };

/** An instance of config as the reader gives it. */
export function instanceConfig(
  overrides: Partial<SentryInstanceConfig> = {},
): SentryInstanceConfig {
  return {
    name: 'default',
    baseUrl: 'https://sentry.example.com',
    organization: 'acme',
    allowedOrganizations: [],
    client: { timeoutMs: 1_000, maxConcurrency: 5, retries: 0 },
    ...overrides,
  };
}

/** A service with one client for each instance. */
export function fakeSentry(
  clients: [SentryInstanceConfig, SentryClient][],
  cache: Partial<SentryService['config']['cache']> = {},
): SentryService {
  const instances = clients.map(([instance]) => instance);
  return {
    config: {
      instances,
      cache: {
        ttlMs: 60_000,
        staleForMs: 900_000,
        accessTtlMs: 30_000,
        ...cache,
      },
      triage: { enabled: false },
    },
    getInstance: (name = 'default') =>
      instances.find(instance => instance.name === name),
    getClient: async name => {
      const found = clients.find(([instance]) => instance.name === name);
      if (!found) {
        throw new Error(`No client for ${name}`);
      }
      return found[1];
    },
  };
}

/** An issue as Sentry lists it, last seen so many minutes before noon. */
export function rawIssue(
  id: string,
  minutesAgo = 0,
  overrides: Partial<RawSentryIssue> = {},
): RawSentryIssue {
  const seen = new Date(Date.UTC(2026, 10, 1, 12) - minutesAgo * 60_000);
  return {
    id,
    title: `Error ${id}`,
    count: '3',
    userCount: 2,
    firstSeen: seen.toISOString(),
    lastSeen: seen.toISOString(),
    project: { id: '11', slug: 'shop-web' },
    ...overrides,
  };
}
