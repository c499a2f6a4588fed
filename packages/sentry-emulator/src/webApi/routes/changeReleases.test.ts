import { addUserToken, post, put } from '../../__testUtils__/api';
import { call } from '../../__testUtils__/call';
import { startEmulator } from '../../emulator';
import { defaultWorld, organizationToken } from '../../world';
import type { Emulator } from '../../types/Emulator';

const releases = '/api/0/organizations/acme/releases/';
const now = Date.UTC(2026, 10, 21);

describe('releases as command lines make them', () => {
  let emulator: Emulator;
  let writer: string;
  beforeEach(async () => {
    emulator = await startEmulator({ port: 0, clock: () => now });
    writer = addUserToken(emulator, '501', 'project:releases');
  });
  afterEach(() => emulator.close());

  const create = (body: object) => post(emulator, releases, body, writer);
  const update = (body: object) =>
    put(emulator, `${releases}1.0.0/`, body, writer);
  const commit = (id: string, more: object = {}) => ({
    id,
    message: `Change ${id}`,
    repository: 'acme/shop',
    author_name: 'Ada Park',
    author_email: 'ada@example.com',
    timestamp: '2026-11-20T10:00:00Z',
    ...more,
  });

  it('are made once, and added to more projects', async () => {
    const first = { version: '1.0.0', projects: ['shop-web'] };
    const made = await create({
      ...first,
      ref: 'main',
      url: 'https://a.example',
    });
    expect([made.status, made.body]).toMatchObject([
      201,
      {
        version: '1.0.0',
        ref: 'main',
        url: 'https://a.example',
        status: 'open',
        dateReleased: null,
        projects: [{ slug: 'shop-web' }],
      },
    ]);
    const again = await create({ ...first, ref: 'other' });
    expect([again.status, again.body.ref]).toEqual([208, 'main']);
    const more = await create({ ...first, projects: ['shop-web', '12'] });
    expect([more.status, more.body.projects]).toMatchObject([
      201,
      [{ slug: 'shop-web' }, { slug: 'checkout' }],
    ]);
  });

  it.each([
    [
      {},
      {
        version: ['This field is required.'],
        projects: ['This field is required.'],
      },
    ],
    [
      { version: '1', projects: ['nobody'] },
      { projects: ['Invalid project ids or slugs'] },
    ],
    [
      { version: 'latest', projects: ['checkout'] },
      { version: ['Release with that name is not allowed'] },
    ],
    [
      {
        version: '1',
        projects: ['checkout'],
        refs: [{ repository: 'acme/none', commit: 'c0ffee' }],
      },
      { refs: ['Invalid repository names: acme/none'] },
    ],
  ])('are refused for %j', async (body, answer) => {
    const refused = await create(body);
    expect([refused.status, refused.body]).toEqual([400, answer]);
  });

  it('are finalized, archived, and then listed where that is asked for', async () => {
    await create({ version: '1.0.0', projects: ['shop-web'] });
    const finalized = await update({ dateReleased: '2026-11-20T12:00:00Z' });
    expect([finalized.status, finalized.body.dateReleased]).toEqual([
      200,
      '2026-11-20T12:00:00.000Z',
    ]);
    const archived = await update({ status: 'archived' });
    expect(archived.body).toMatchObject({
      status: 'archived',
      dateReleased: '2026-11-20T12:00:00.000Z',
    });
    const count = async (path: string) =>
      (await call(emulator, path)).body.length;
    expect(await count(`${releases}?status=open`)).toBe(0);
    expect(await count(`${releases}?status=archived`)).toBe(1);
    expect(await count(releases)).toBe(1);
    expect(await count('/api/0/projects/acme/shop-web/releases/')).toBe(0);
    expect((await put(emulator, `${releases}2.0.0/`, {}, writer)).status).toBe(
      404,
    );
  });

  it('have the commits that were said last', async () => {
    await create({
      version: '1.0.0',
      projects: ['shop-web'],
      commits: [
        commit('a1'),
        commit('a2', { timestamp: '2026-11-21T00:00:00Z' }),
      ],
    });
    const commits = async () =>
      (await call(emulator, `${releases}1.0.0/commits/`)).body;
    expect(await commits()).toMatchObject([
      { id: 'a2' },
      {
        id: 'a1',
        message: 'Change a1',
        dateCreated: '2026-11-20T10:00:00.000Z',
        author: { name: 'Ada Park', email: 'ada@example.com' },
        repository: { name: 'acme/shop' },
      },
    ]);
    await update({
      commits: [{ id: 'b1', author_name: 'Jo N. Doe' }, { id: 'b2' }],
    });
    expect(await commits()).toMatchObject([
      {
        id: 'b1',
        author: { name: 'Jo N. Doe', email: 'jon.doe@localhost' },
        repository: { name: 'organization-1' },
        dateCreated: '2026-11-21T00:00:00.000Z',
      },
      { id: 'b2', author: {} },
    ]);
    const cleared = await update({ refs: [] });
    expect([cleared.body.commitCount, await commits()]).toEqual([0, []]);
  });

  it('know the one with commits that was before', async () => {
    await create({
      version: '0.9.0',
      projects: ['shop-web'],
      commits: [commit('a1')],
    });
    await create({ version: '1.0.0', projects: ['shop-web'] });
    const previous = async (version: string) =>
      (await call(emulator, `${releases}${version}/previous-with-commits/`))
        .body;
    expect(await previous('1.0.0')).toMatchObject({ version: '0.9.0' });
    expect(await previous('0.9.0')).toEqual({});
  });

  it('know where the source code of projects is', async () => {
    const [acme] = defaultWorld().organizations;
    const mapped = await startEmulator({
      port: 0,
      world: {
        ...defaultWorld(),
        organizations: [
          {
            ...acme,
            repositories: ['acme/api'],
            codeMappings: [
              {
                project: 'checkout',
                repository: 'acme/api',
                sourceRoot: 'src',
              },
              { project: 'shop-web', repository: 'acme/web' },
            ],
          },
        ],
      },
    });
    const path = '/api/0/organizations/acme/code-mappings/';
    const { body } = await call(mapped, `${path}?project=-1`);
    const repositories = await call(mapped, '/api/0/organizations/acme/repos/');
    expect(body).toMatchObject([
      {
        projectId: '12',
        projectSlug: 'checkout',
        repoId: repositories.body[0].id,
        repoName: 'acme/api',
        sourceRoot: 'src',
      },
      { projectSlug: 'shop-web', sourceRoot: '' },
    ]);
    expect((await call(mapped, `${path}?project=11`)).body).toHaveLength(1);
    await mapped.close();
  });

  it('know the repositories that commits are of', async () => {
    const repos = async (query = '') =>
      (
        await call(emulator, `/api/0/organizations/acme/repos/${query}`)
      ).body.map(({ name }: { name: string }) => name);
    expect(await repos()).toEqual([]);
    await create({
      version: '1.0.0',
      projects: ['shop-web'],
      commits: [commit('a1'), commit('a2', { repository: 'acme/api' })],
    });
    expect(await repos()).toEqual(['acme/api', 'acme/shop']);
    expect(await repos('?query=SHOP')).toEqual(['acme/shop']);
    expect(await repos('?status=deleted')).toEqual([]);
    const known = await update({
      refs: [{ repository: 'acme/shop', commit: 'a1' }],
    });
    expect(known.status).toBe(200);
    const added = await post(emulator, '/api/0/organizations/acme/repos/', {
      name: 'acme/more',
      provider: 'none',
    });
    expect([added.status, added.body]).toEqual([
      400,
      { error_type: 'validation' },
    ]);
  });

  it('are deployed', async () => {
    await create({ version: '1.0.0', projects: ['shop-web', 'checkout'] });
    const deploys = `${releases}1.0.0/deploys/`;
    const deployed = await post(
      emulator,
      deploys,
      { environment: 'staging', name: 'first', projects: ['checkout'] },
      writer,
    );
    expect([deployed.status, deployed.body]).toEqual([
      201,
      {
        id: '1',
        environment: 'staging',
        name: 'first',
        url: null,
        dateStarted: null,
        dateFinished: '2026-11-21T00:00:00.000Z',
      },
    ]);
    expect((await call(emulator, deploys)).body).toHaveLength(1);
    const environments = async (project: string) =>
      (
        await call(emulator, `/api/0/projects/acme/${project}/environments/`)
      ).body.map(({ name }: { name: string }) => name);
    expect(await environments('checkout')).toEqual(['staging']);
    expect(await environments('shop-web')).toEqual([]);
    const wrong = await post(emulator, deploys, {}, writer);
    expect([wrong.status, wrong.body]).toEqual([
      400,
      { environment: ['This field is required.'] },
    ]);
    const gone = await post(
      emulator,
      `${releases}2.0.0/deploys/`,
      { environment: 'staging' },
      writer,
    );
    expect(gone.status).toBe(404);
  });

  it('of one project are listed and shown by its own paths', async () => {
    await create({ version: '1.0.0', projects: ['shop-web'] });
    await create({
      version: '1.1.0',
      projects: ['shop-web', 'checkout'],
      commits: [commit('a1')],
    });
    await post(
      emulator,
      `${releases}1.1.0/deploys/`,
      { environment: 'production' },
      writer,
    );
    const versions = async (project: string, query = '') =>
      (
        await call(
          emulator,
          `/api/0/projects/acme/${project}/releases/${query}`,
        )
      ).body.map(({ version }: { version: string }) => version);
    expect((await versions('shop-web')).sort()).toEqual(['1.0.0', '1.1.0']);
    expect(await versions('checkout')).toEqual(['1.1.0']);
    expect(await versions('shop-web', '?query=0.0')).toEqual(['1.0.0']);
    expect(await versions('shop-web', '?environment=production')).toEqual([
      '1.1.0',
    ]);
    expect(await versions('shop-web', '?environment=nowhere')).toEqual([]);
    const one = '/api/0/projects/acme/checkout/releases';
    const shown = await call(emulator, `${one}/1.1.0/`);
    expect(shown.body.projects).toMatchObject([{ slug: 'checkout' }]);
    const commits = await call(emulator, `${one}/1.1.0/commits/`);
    expect(commits.body).toMatchObject([{ id: 'a1' }]);
    expect((await call(emulator, `${one}/1.0.0/`)).status).toBe(404);
  });

  it('can be made by a token for that alone, and not by one that only reads', async () => {
    const ci = organizationToken({ organization: 'acme', url: emulator.url });
    emulator.addToken({
      token: ci,
      kind: 'organization',
      scopes: [],
      organizations: ['acme'],
    });
    const body = { version: '1.0.0', projects: ['shop-web'] };
    expect((await post(emulator, releases, body)).status).toBe(403);
    expect((await post(emulator, releases, body, ci)).status).toBe(201);
    const refused = await put(emulator, `${releases}1.0.0/`, { ref: 'x' });
    expect(refused.status).toBe(403);
  });
});
