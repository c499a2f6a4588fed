import { SentryClient } from './SentryClient';

function setup() {
  const fetch = jest.fn(
    async (_input: RequestInfo | URL, _init?: RequestInit) =>
      Response.json({ items: [] }),
  );
  const client = new SentryClient({
    discoveryApi: { getBaseUrl: async id => `http://localhost/api/${id}` },
    fetchApi: { fetch },
  });
  return { client, fetch };
}

describe('SentryClient', () => {
  it('asks for the issues that concern the caller, with the filters of every list', async () => {
    const { client, fetch } = setup();
    await client.getMyIssues({
      relation: 'assigned',
      query: 'is:unresolved',
      limit: 5,
    });
    await client.getMyIssues();

    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      'http://localhost/api/sentry/me/issues?relation=assigned&query=is%3Aunresolved&limit=5',
      'http://localhost/api/sentry/me/issues',
    ]);
  });

  it('asks what they can be narrowed to', async () => {
    const { client, fetch } = setup();
    await client.getMyProjects({ relation: 'assigned' });
    await client.getMyEnvironments({ relation: 'owned' });
    await client.getMyEnvironments();

    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      'http://localhost/api/sentry/me/projects?relation=assigned',
      'http://localhost/api/sentry/me/environments?relation=owned',
      'http://localhost/api/sentry/me/environments',
    ]);
  });

  it('asks for the teams of the caller, and for the releases of an entity', async () => {
    const { client, fetch } = setup();
    await client.getMyTeams({ statsPeriod: '7d' });
    await client.getReleases('component:default/shop-web');
    await client.getReleases('component:default/shop-web', {
      environment: ['eu', 'us'],
    });
    await client.getReleases('component:default/shop-web', { environment: [] });

    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      'http://localhost/api/sentry/me/teams?statsPeriod=7d',
      'http://localhost/api/sentry/entities/component/default/shop-web/releases',
      'http://localhost/api/sentry/entities/component/default/shop-web/releases?environment=eu&environment=us',
      'http://localhost/api/sentry/entities/component/default/shop-web/releases?environment=',
    ]);
  });
});
