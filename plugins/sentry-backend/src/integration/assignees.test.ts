import type { SentryPossibleAssignee } from 'backstage-plugin-sentry-common';
import {
  component,
  startPortal,
  type PortalOptions,
} from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const emulator = useEmulator();
const entities = [
  component('checkout', 'checkout'),
  component('both', 'checkout, shop-web'),
  component('labs', 'acme-labs/prototype'),
];

async function choiceOf(entity: string, options: Partial<PortalOptions> = {}) {
  const portal = await startPortal({
    emulator: emulator(),
    entities,
    sentry: { triage: { enabled: true } },
    ...options,
  });
  emulator().clearRequests();
  const { status, body, text } = await portal.get(entity, 'assignees');
  const items: SentryPossibleAssignee[] = body.items;
  return { status, body, text, items };
}

describe('whom an issue can be assigned to', () => {
  it("is told by name: the project's teams, then the people in them", async () => {
    const { status, body, text, items } = await choiceOf('checkout');
    expect([status, body.problems]).toEqual([200, []]);
    expect(items.map(({ type, name }) => [type, name])).toEqual([
      ['team', 'checkout'],
      ['team', 'Money'],
      ['user', 'Ada Park'],
      ['user', 'Jonas Weber'],
    ]);
    expect(items[2]).toEqual({
      type: 'user',
      id: '501',
      name: 'Ada Park',
      instance: 'default',
      organization: 'acme',
      projects: ['checkout'],
    });
    expect(text).not.toContain('@');
  });

  it('goes by the projects that each has a part in', async () => {
    const { items } = await choiceOf('both');
    expect(
      Object.fromEntries(items.map(({ name, projects }) => [name, projects])),
    ).toEqual({
      checkout: ['checkout'],
      'shop-web': ['shop-web'],
      Money: ['checkout'],
      Storefront: ['shop-web'],
      'Ada Park': ['checkout', 'shop-web'],
      'Jonas Weber': ['checkout'],
      'Mira Okafor': ['shop-web'],
    });
  });

  it('is asked of Sentry in two calls, however many projects there are', async () => {
    await choiceOf('both');
    expect(
      emulator()
        .requests()
        .map(({ path, query }) => `${path}?${query}`)
        .filter(path => /teams|users|members/.test(path))
        .sort(),
    ).toEqual([
      '/api/0/organizations/acme/teams/?per_page=100',
      '/api/0/organizations/acme/users/?project=11&project=12',
    ]);
  });

  it("is the project's team alone where the organization has no members", async () => {
    const { items } = await choiceOf('labs');
    expect(items.map(({ type }) => type)).toEqual(['team']);
  });

  it.each([
    ['teams', 'user'],
    ['users', 'team'],
  ])('has the others where Sentry does not tell %s', async (part, type) => {
    const path = `/api/0/organizations/acme/${part}/`;
    emulator().addFault({ path, status: 403 });
    const { items, body } = await choiceOf('checkout');
    expect(new Set(items.map(one => one.type))).toEqual(new Set([type]));
    expect(body.problems).toMatchObject([
      {
        code: 'SCOPE_MISSING',
        message: expect.stringContaining('org:read'),
      },
    ]);
  });

  const user = 'user:default/mock';
  it.each<[string, Partial<PortalOptions>]>([
    ['config lets nobody change issues', { sentry: {} }],
    ['config says that nobody may', { sentry: { triage: { enabled: false } } }],
    [
      'the caller lacks sentry.issue.update for the entity',
      {
        policy: {
          readOnlyEntities: { [user]: ['component:default/checkout'] },
        },
      },
    ],
  ])('is told to nobody where %s', async (_, options) => {
    const { status, body, items } = await choiceOf('checkout', options);
    expect([status, items, body.problems]).toEqual([200, [], []]);
    expect(emulator().requests()).toEqual([]);
  });
});
