import {
  sendJson,
  startLoopbackServer,
  type LoopbackServer,
} from '../../__testUtils__/loopbackServer';
import { createTestClient } from '../../__testUtils__/testClient';
import { allowLoopbackFetch } from '../../testUtils';

describe('whom issues can be assigned to', () => {
  allowLoopbackFetch();
  let server: LoopbackServer;
  afterEach(() => server.close());

  async function clientOf(body: unknown) {
    server = await startLoopbackServer((_request, response) =>
      sendJson(response, body),
    );
    return createTestClient({ baseUrl: server.url }).client;
  }

  it('are people with a user, by a name that may be shown or not at all, and never by address', async () => {
    const client = await clientOf([
      {
        id: '90501',
        email: 'ada@example.com',
        name: 'ada@example.com',
        user: { id: '501', name: 'Ada Park', email: 'ada@example.com' },
        projects: ['shop-web', 'checkout'],
      },
      {
        name: 'jonas@example.com',
        user: {
          id: 502,
          name: 'jonas@example.com',
          username: 'jonas@example.com',
        },
        projects: ['checkout'],
      },
      {
        name: 'mira@example.com',
        user: { id: '503', name: '', username: 'mira' },
        projects: ['shop-web'],
      },
      {
        name: 'Kim Sato',
        user: { id: '505', name: 'kim@example.com', username: 'kim' },
        projects: ['shop-web'],
      },
      { name: 'lior@example.com', pending: true, user: null },
      { name: 'Gone', user: { id: '504' }, projects: 'all' },
    ]);
    expect(
      await client.listProjectMembers('acme', { project: ['11', '12'] }),
    ).toEqual([
      {
        type: 'user',
        id: '501',
        name: 'Ada Park',
        projects: ['shop-web', 'checkout'],
      },
      { type: 'user', id: '503', name: 'mira', projects: ['shop-web'] },
      { type: 'user', id: '505', name: 'Kim Sato', projects: ['shop-web'] },
      { type: 'user', id: '504', name: 'Gone', projects: [] },
    ]);
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/api/0/organizations/acme/users/?project=11&project=12',
    ]);
  });

  it('are teams with their projects', async () => {
    const client = await clientOf([
      { id: '101', slug: 'money', name: '', projects: [{ slug: 'checkout' }] },
      { id: '102', slug: 'all', name: 'All' },
      { id: '103' },
    ]);
    expect(await client.listTeams('acme', { cursor: '0:100:0' })).toEqual({
      items: [
        { type: 'team', id: '101', name: 'money', projects: ['checkout'] },
        { type: 'team', id: '102', name: 'All', projects: [] },
      ],
    });
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/api/0/organizations/acme/teams/?cursor=0%3A100%3A0&per_page=100',
    ]);
  });

  it('are the teams of one project, and whether there are more', async () => {
    server = await startLoopbackServer((_request, response) => {
      response.setHeader(
        'link',
        '<http://127.0.0.1/>; rel="next"; results="true"; cursor="0:100:0"',
      );
      sendJson(response, [{ id: '101', slug: 'money', name: 'Money' }]);
    });
    const { client } = createTestClient({ baseUrl: server.url });
    expect(await client.listProjectTeams('acme', 'checkout')).toEqual({
      items: [
        { type: 'team', id: '101', name: 'Money', projects: ['checkout'] },
      ],
      nextCursor: '0:100:0',
    });
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/api/0/projects/acme/checkout/teams/?per_page=100',
    ]);
  });
});
