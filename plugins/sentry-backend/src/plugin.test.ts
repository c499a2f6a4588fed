import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { sentryServiceRef } from 'backstage-plugin-sentry-node';
import request from 'supertest';
import { closeDatabase } from './__testUtils__/closeDatabase';
import {
  fakeClient,
  fakeSentry,
  rawIssue,
  shopWeb,
} from './__testUtils__/fakeSentry';
import plugin from './index';

const url = '/api/sentry/entities/component/default/shop-web';
const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'shop-web',
    namespace: 'default',
    annotations: { 'sentry.io/project-slug': 'shop-web' },
  },
};

async function start(
  result: AuthorizeResult.ALLOW | AuthorizeResult.DENY = AuthorizeResult.ALLOW,
) {
  const client = fakeClient([shopWeb]);
  const sentry = fakeSentry(client);
  const { server } = await startTestBackend({
    features: [
      plugin,
      closeDatabase,
      mockServices.rootConfig.factory({
        data: { sentry: { startupCheck: false } },
      }),
      catalogServiceMock.factory({ entities: [entity] }),
      mockServices.permissions.mock({
        authorize: async requests => requests.map(() => ({ result })),
      }).factory,
      createServiceFactory({
        service: sentryServiceRef,
        deps: {},
        factory: () => sentry,
      }),
    ],
  });
  return { client, server };
}

describe('sentryPlugin', () => {
  it('answers the four routes of an entity', async () => {
    const { client, server } = await start();
    client.listIssues.mockResolvedValue({ items: [rawIssue('1')], hits: 1 });
    client.listEnvironments.mockResolvedValue(['staging', 'production']);

    const projects = await request(server).get(`${url}/projects`);
    expect(projects.status).toBe(200);
    expect(projects.body.items).toEqual([
      expect.objectContaining({ ref: 'shop-web', id: '11', slug: 'shop-web' }),
    ]);
    const issues = await request(server).get(`${url}/issues`);
    expect(issues.status).toBe(200);
    expect(issues.body).toMatchObject({
      items: [{ id: '1', count: 3, project: { id: '11' } }],
      pageInfo: {},
      totalItems: 1,
      totalIsEstimate: false,
      stale: false,
      problems: [],
    });
    const environments = await request(server).get(`${url}/environments`);
    expect(environments.body.items).toEqual([
      { name: 'production' },
      { name: 'staging' },
    ]);
    const summary = await request(server).get(`${url}/summary`);
    expect(summary.body).toMatchObject({
      unresolved: 0,
      capped: [],
      statsPeriod: '14d',
    });
  });

  it('sends nobody anything without credentials', async () => {
    const { client, server } = await start();
    const { status } = await request(server)
      .get(`${url}/issues`)
      .set('authorization', mockCredentials.none.header());
    expect(status).toBe(401);
    expect(client.listProjects).not.toHaveBeenCalled();
  });

  it('refuses where the permission is denied, before Sentry is asked', async () => {
    const { client, server } = await start(AuthorizeResult.DENY);
    const { status, body } = await request(server).get(`${url}/issues`);
    expect([status, body.error.name]).toEqual([403, 'NotAllowedError']);
    expect(client.listProjects).not.toHaveBeenCalled();
  });

  it('says the same of an entity that is not there and of one that may not be read', async () => {
    const { client, server } = await start();
    const { status, headers } = await request(server).get(
      '/api/sentry/entities/component/default/other/issues',
    );
    expect(status).toBe(404);
    expect(headers['cache-control']).toBe('no-store');
    expect(client.listProjects).not.toHaveBeenCalled();
  });

  it('answers 304 to who has the answer already', async () => {
    const { server } = await start();
    const first = await request(server).get(`${url}/issues`);
    const { status } = await request(server)
      .get(`${url}/issues`)
      .set('If-None-Match', first.headers.etag);
    expect(first.headers['cache-control']).toBe('private, no-cache');
    expect(status).toBe(304);
  });

  it.each([
    ['colour=red', 'Unknown query parameter `colour`'],
    ['limit=101', 'Query parameter `limit`'],
    ['limit=5&limit=6', 'Query parameter `limit`'],
    ['statsPeriod=91d', 'Query parameter `statsPeriod`'],
    ['sort=best', 'Query parameter `sort`'],
    ['project=payments', 'Query parameter `project`'],
    ['cursor=nonsense', 'Query parameter `cursor`'],
    [`query=${'x'.repeat(1_001)}`, 'Query parameter `query`'],
  ])('answers 400 to %p, naming the parameter', async (search, message) => {
    const { client, server } = await start();
    const { status, body } = await request(server).get(
      `${url}/issues?${search}`,
    );
    expect(status).toBe(400);
    expect(body.error.message).toContain(message);
    expect(client.listIssues).not.toHaveBeenCalled();
  });
});

describe('a start that fails on config', () => {
  it('is answered as what the page knows as not started, where Backstage goes on', async () => {
    const { server } = await startTestBackend({
      features: [
        plugin,
        closeDatabase,
        catalogServiceMock.factory({ entities: [entity] }),
        mockServices.rootConfig.factory({
          data: {
            sentry: { organisation: 'acme' },
            backend: {
              lifecycle: { startupRequestPauseTimeout: { milliseconds: 1 } },
              startup: {
                plugins: { sentry: { onPluginBootFailure: 'continue' } },
              },
            },
          },
        }),
      ],
    });
    const { status, body } = await request(server).get(`${url}/issues`);
    expect(status).toBe(503);
    expect(body.error).toEqual({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(/not started/),
    });
  });
});
