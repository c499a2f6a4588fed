import { useAnswers } from '../../__testUtils__/useAnswers';

describe('projects', () => {
  const { setup, asked } = useAnswers();

  describe('getProject', () => {
    it('reads a project, whose name is its slug where it has none', async () => {
      const client = await setup(() => ({
        body: {
          id: '11',
          slug: 'shop-web',
          name: '',
          platform: null,
          team: {},
        },
      }));
      await expect(client.getProject('acme', 'shop-web')).resolves.toEqual({
        id: '11',
        slug: 'shop-web',
        name: 'shop-web',
      });
      expect(asked()).toEqual([['/api/0/projects/acme/shop-web/']]);
    });

    it('follows a rename', async () => {
      const client = await setup(({ pathname }) =>
        pathname === '/api/0/projects/acme/old/'
          ? {
              status: 302,
              headers: { location: '/api/0/projects/acme/new/' },
              body: { detail: { code: 'resource-moved' } },
            }
          : { body: { id: '11', slug: 'new', name: 'New' } },
      );
      await expect(client.getProject('acme', 'old')).resolves.toMatchObject({
        slug: 'new',
      });
    });

    it.each([403, 404])('has no project where Sentry says %i', async status => {
      const client = await setup(() => ({ status, body: {} }));
      await expect(client.getProject('acme', 'nope')).rejects.toMatchObject({
        code: 'PROJECT_NOT_FOUND',
        project: { instance: 'default', organization: 'acme', project: 'nope' },
      });
    });

    it('refuses what is no project', async () => {
      const client = await setup(() => ({ body: { version: '0' } }));
      await expect(client.getProject('acme', 'x')).rejects.toMatchObject({
        code: 'UPSTREAM_UNEXPECTED',
      });
    });
  });

  it('lists projects, a hundred at a time', async () => {
    const client = await setup(() => ({
      body: [{ id: '11', slug: 'shop-web', name: 'Shop web' }],
    }));
    const page = await client.listProjects('acme', {
      cursor: '0:100:0',
    });
    expect(page.items.map(({ slug }) => slug)).toEqual(['shop-web']);
    expect(asked()).toEqual([
      ['/api/0/organizations/acme/projects/', 'cursor=0:100:0', 'per_page=100'],
    ]);
  });

  it.each(['-1', '$all', '', 'x'.repeat(100)])(
    'takes %j for the id of no project: a filter could mean more by it',
    async id => {
      const client = await setup(() => ({
        body: [
          { id, slug: 'shop-web' },
          { id: 12, slug: 'checkout', name: 'Shop of ada@example.com' },
        ],
      }));
      expect((await client.listProjects('acme', {})).items).toEqual([
        { id: '12', slug: 'checkout', name: 'Shop of [e-mail]' },
      ]);
    },
  );

  it('lists the environments of several projects in one call', async () => {
    const client = await setup(() => ({
      body: [{ name: 'production' }, { name: 'staging' }],
    }));
    await expect(
      client.listOrganizationEnvironments('acme', { project: ['11', '12'] }),
    ).resolves.toEqual(['production', 'staging']);
    expect(asked()).toEqual([
      [
        '/api/0/organizations/acme/environments/',
        'project=11',
        'project=12',
        'visibility=visible',
      ],
    ]);
  });

  it('lists the visible environments of a project, each once, without the unnamed and those named after a person', async () => {
    const client = await setup(() => ({
      body: [
        { id: '1', name: 'production' },
        { id: '2', name: '' },
        { id: '3', name: 'production' },
        { id: '4', name: 'ada@example.com' },
      ],
    }));
    await expect(client.listEnvironments('acme', '11')).resolves.toEqual([
      'production',
    ]);
    expect(asked()).toEqual([
      ['/api/0/projects/acme/11/environments/', 'visibility=visible'],
    ]);
  });
});
