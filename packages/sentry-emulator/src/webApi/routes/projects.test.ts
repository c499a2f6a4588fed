import { call } from '../../__testUtils__/call';
import { addUserToken, post } from '../../__testUtils__/api';
import { startEmulator } from '../../emulator';
import type { Emulator } from '../../types/Emulator';
import { captureWithSdk } from '../../sdk/capture';

const organization = '/api/0/organizations/acme/';

describe('members and teams', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0 });
  });
  afterAll(() => emulator.close());

  it('lists members with their user, and invitations without one', async () => {
    const { body } = await call(
      emulator,
      `${organization}members/`,
      addUserToken(emulator, '501', 'member:read'),
    );
    expect(body).toHaveLength(5);
    expect(body[0]).toMatchObject({
      name: 'Ada Park',
      email: 'ada@example.com',
      orgRole: 'owner',
      pending: false,
      user: { id: '501' },
    });
    expect(body[0].id).not.toBe('501');
    expect(body[3]).toMatchObject({ pending: true, user: null });
  });

  it('needs member:read for that', async () => {
    const refused = await call(emulator, `${organization}members/`);
    expect(refused.status).toBe(403);
    expect(refused.headers['www-authenticate']).toContain('member:read');
  });

  it('lists the members of projects, with which of these they are in', async () => {
    const users = async (query: string) => {
      const { body } = await call(emulator, `${organization}users/?${query}`);
      return body.map(
        ({ user, projects }: { user: { id: string }; projects: string[] }) => [
          user.id,
          projects,
        ],
      );
    };
    expect(await users('project=12')).toEqual([
      ['501', ['checkout']],
      ['502', ['checkout']],
    ]);
    expect(await users('project=11&project=12')).toEqual([
      ['501', ['checkout', 'shop-web']],
      ['503', ['shop-web']],
      ['502', ['checkout']],
    ]);
  });

  it('lists teams, with their projects unless `detailed=0`', async () => {
    const { body } = await call(emulator, `${organization}teams/?query=mon`);
    expect(body).toMatchObject([
      {
        id: '102',
        slug: 'money',
        memberCount: 2,
        isMember: false,
        projects: [{ slug: 'checkout' }, { slug: 'payments' }],
      },
    ]);
    const brief = await call(
      emulator,
      `${organization}teams/?detailed=0&query=mon`,
      addUserToken(emulator, '502'),
    );
    expect(brief.body[0]).not.toHaveProperty('projects');
    expect(brief.body[0].isMember).toBe(true);
  });

  it('lists the teams of a project', async () => {
    const { body } = await call(
      emulator,
      '/api/0/projects/acme/checkout/teams/',
    );
    expect(body.map(({ slug }: { slug: string }) => slug)).toEqual([
      'checkout',
      'money',
    ]);
  });
});

const path = '/api/0/teams/acme/money/projects/';
const required = 'This field is required.';
const slugRule =
  'Enter a valid slug consisting of lowercase letters, numbers, underscores or hyphens. It cannot be entirely numeric.';

describe('projects made over the API', () => {
  let emulator: Emulator;
  let writer: string;
  beforeEach(async () => {
    emulator = await startEmulator({ port: 0 });
    writer = addUserToken(emulator, '501', 'project:write');
  });
  afterEach(() => emulator.close());

  const create = (body: object, team: string = path) =>
    post(emulator, team, body, writer);

  it('are of the team, have a key, and take events', async () => {
    const created = await create({ name: 'Ledger 2', platform: 'node' });
    expect([created.status, created.body]).toMatchObject([
      201,
      {
        slug: 'ledger-2',
        name: 'Ledger 2',
        platform: 'node',
        team: { slug: 'money' },
        teams: [{ slug: 'money' }],
        firstEvent: null,
        latestRelease: null,
      },
    ]);
    const keys = await call(
      emulator,
      '/api/0/projects/acme/ledger-2/keys/',
      writer,
    );
    expect(keys.body[0].dsn.public).toBe(emulator.dsn('acme', 'ledger-2'));
    await captureWithSdk({
      dsn: keys.body[0].dsn.public,
      events: [{ type: 'Error', value: 'first' }],
    });
    const issues = await call(
      emulator,
      '/api/0/organizations/acme/issues/?project=ledger-2',
    );
    expect(issues.body).toMatchObject([{ shortId: 'LEDGER-2-1' }]);
    const listed = await call(emulator, path);
    expect(listed.body.map(({ slug }: { slug: string }) => slug)).toEqual([
      'checkout',
      'ledger-2',
      'payments',
    ]);
  });

  it('can be of a team that is there for another project, by its id too', async () => {
    const one = await create(
      { name: 'a' },
      '/api/0/teams/acme/shop-web/projects/',
    );
    const other = await create(
      { name: 'b' },
      '/api/0/teams/acme/1100/projects/',
    );
    expect([one.body.teams, other.body.teams]).toMatchObject([
      [{ slug: 'shop-web' }],
      [{ slug: 'shop-web' }],
    ]);
    expect(one.body.platform).toBeNull();
  });

  it('leave the world that the emulator was given as it was', async () => {
    await create({ name: 'Ledger' });
    const second = await startEmulator({ port: 0 });
    const projects = await call(second, '/api/0/organizations/acme/projects/');
    await second.close();
    expect(projects.body).toHaveLength(4);
  });

  it('have a slug of their own: one asked for must be free, one made of the name is', async () => {
    const taken = await create({ name: 'Pay', slug: 'payments' });
    expect([taken.status, taken.body]).toEqual([
      409,
      { detail: 'A project with this slug already exists.' },
    ]);
    const made = await create({ name: 'Payments' });
    expect([made.status, made.body.slug]).toEqual([201, 'payments-2']);
  });

  it.each([
    [{}, { name: [required] }],
    [{ name: '' }, { name: ['This field may not be blank.'] }],
    [
      { name: 'x'.repeat(51) },
      { name: ['Ensure this field has no more than 50 characters.'] },
    ],
    [{ name: 'a', slug: '123' }, { slug: [slugRule] }],
    [{ name: 'a', slug: 'Not A Slug' }, { slug: [slugRule] }],
    [{ name: 'a', platform: 'no such!' }, { platform: ['Invalid platform'] }],
  ])('are refused for %j', async (body, answer) => {
    const refused = await create(body);
    expect([refused.status, refused.body]).toEqual([400, answer]);
  });

  it('need a scope to write, a team, and an organization one is in', async () => {
    const reader = addUserToken(emulator, '502');
    const body = { name: 'Ledger' };
    const refused = await post(emulator, path, body, reader);
    expect(refused.status).toBe(403);
    expect(refused.headers['www-authenticate']).toContain('project:write');
    const noTeam = await create(body, '/api/0/teams/acme/nobody/projects/');
    expect(noTeam.status).toBe(404);
    const foreign = await create(body, '/api/0/teams/umbrella/hive/projects/');
    expect(foreign.status).toBe(403);
    const projects = await call(
      emulator,
      '/api/0/organizations/acme/projects/',
    );
    expect(projects.body).toHaveLength(4);
  });

  it('can get more keys, each of which takes events', async () => {
    const keys = '/api/0/projects/acme/shop-web/keys/';
    const made = await post(emulator, keys, { name: 'Second' }, writer);
    expect([made.status, made.body.name]).toEqual([201, 'Second']);
    const { body } = await call(emulator, keys);
    expect(body.map(({ name }: { name: string }) => name)).toEqual([
      'Default',
      'Second',
    ]);
    expect(body[1].public).not.toBe(body[0].public);
    await captureWithSdk({
      dsn: made.body.dsn.public,
      events: [{ message: 'By the second key' }],
    });
    expect(emulator.issues('acme', 'shop-web')).toHaveLength(1);
    const refused = await post(emulator, keys, {});
    expect(refused.status).toBe(403);
  });
});
