import {
  captureSessions,
  captureWithSdk,
  demoToken,
} from 'backstage-plugin-sentry-emulator';
import { component, startPortal } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const HOUR = 3_600_000;
const emulator = useEmulator(async sentry => {
  const dsn = sentry.dsn('acme', 'checkout');
  const now = Date.now();
  await captureWithSdk({
    dsn,
    events: [
      { type: 'E', value: 'old', release: 'shop@1.0.0', time: now - 5 * HOUR },
      { type: 'F', value: 'new', release: 'shop@2.0.0', time: now - 2 * HOUR },
    ],
  });
  await captureSessions({
    dsn,
    sessions: [
      { release: 'shop@1.0.0', user: 'a', started: now - HOUR, exited: 1 },
      { release: 'shop@2.0.0', user: 'b', started: now - HOUR, exited: 2 },
      { release: 'shop@2.0.0', user: 'c', started: now - HOUR, crashed: 1 },
    ],
  });
});
const entities = [
  component('checkout', 'checkout'),
  component('web', 'shop-web'),
];
const start = () => startPortal({ emulator: emulator(), entities });

/** Lets the demo's token read the members of its organizations, too. */
function letReadMembers() {
  return emulator().addToken({
    token: demoToken('default'),
    scopes: ['event:read', 'org:read', 'project:read', 'member:read'],
    organizations: ['acme', 'acme-labs'],
  });
}

describe('the releases of an entity', () => {
  it('are told newest first, with their health where there are sessions', async () => {
    const portal = await start();
    const { status, body } = await portal.get('checkout', 'releases');
    expect([status, body.problems]).toEqual([200, []]);
    expect(body.items).toMatchObject([
      {
        version: 'shop@2.0.0',
        shortVersion: '2.0.0',
        projects: ['checkout'],
        newIssues: 1,
        health: {
          sessions: 3,
          crashFreeSessions: expect.closeTo(2 / 3),
          crashFreeUsers: 0.5,
          adoption: 0.75,
        },
      },
      {
        version: 'shop@1.0.0',
        health: { crashFreeSessions: 1, adoption: 0.25 },
      },
    ]);
  });

  it("are none of another entity's", async () => {
    const portal = await start();
    const { body } = await portal.get('web', 'releases');
    expect(body.items).toEqual([]);
  });

  it('have no health where Sentry tells none', async () => {
    const portal = await start();
    const path = '/api/0/organizations/acme/sessions/';
    emulator().addFault({ path, status: 403 });
    const { body } = await portal.get('checkout', 'releases');
    expect(body.items).toHaveLength(2);
    expect(body.items[0]).not.toHaveProperty('health');
    expect(body.problems).toEqual([]);
  });
});

describe('whom an issue can be assigned to', () => {
  it("is told by name: the project's teams, and people", async () => {
    letReadMembers();
    const portal = await start();
    const { status, body, text } = await portal.get('checkout', 'assignees');
    expect([status, body.problems]).toEqual([200, []]);
    expect(body.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: 'user',
          id: '501',
          name: 'Ada Park',
          projects: ['checkout'],
        }),
      ]),
    );
    const kinds = body.items.map(({ type }: { type: string }) => type);
    expect(kinds).toContain('team');
    expect(kinds).toEqual([...kinds].sort());
    expect(text).not.toContain('@');
  });

  it('are teams alone where the token may not read members, and the scope is named', async () => {
    const portal = await start();
    emulator().addFault({
      path: '/api/0/organizations/acme/members/',
      status: 403,
    });
    const { body } = await portal.get('checkout', 'assignees');
    expect(body.items).not.toEqual([]);
    expect(body.items).not.toContainEqual(
      expect.objectContaining({ type: 'user' }),
    );
    expect(body.problems).toMatchObject([
      {
        code: 'SCOPE_MISSING',
        message: expect.stringContaining('member:read'),
      },
    ]);
  });
});
