import { call } from '../../__testUtils__/call';
import { addUserToken } from '../../__testUtils__/api';
import { startEmulator } from '../../emulator';
import type { Emulator } from '../../types/Emulator';

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
