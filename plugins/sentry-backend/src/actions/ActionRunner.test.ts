import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { captureWithSdk, demoToken } from 'backstage-plugin-sentry-emulator';
import { startAgentPortal } from '../__testUtils__/agentPortal';
import { exchanged, startExchange } from '../__testUtils__/startExchange';
import { useEmulator } from '../__testUtils__/useEmulator';

const emulator = useEmulator(async sentry => {
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'shop-web'),
    events: [{ type: 'Error', value: 'Of the shop' }],
  });
});
const service = mockCredentials.service.header();
const web = { entityRef: 'web' };

describe('every action', () => {
  const auditor = mockServices.auditor.mock();
  const ended = jest.fn();
  beforeEach(() => {
    ended.mockReset();
    auditor.createEvent.mockReset();
    auditor.createEvent.mockResolvedValue({
      success: async ({ meta } = {}) => ended(meta),
      fail: async ({ meta }) => ended(meta),
    });
  });
  const start = (options = {}) =>
    startAgentPortal({
      emulator: emulator(),
      features: [auditor.factory],
      ...options,
    });
  const events = () => auditor.createEvent.mock.calls.map(([event]) => event);

  it.each(['web', 'component:web', 'default/web', 'Component:Default/WEB'])(
    'takes the entity as %s',
    async entityRef => {
      const portal = await start();
      const { output, error } = await portal.invoke('list-issues', {
        entityRef,
      });
      expect(error).toBe('');
      expect(output.issues).toHaveLength(1);
    },
  );

  it.each([
    [{ entityRef: 'component:' }, 'must be the ref of an entity'],
    [{}, 'entityRef'],
    [{ ...web, project: 'payments' }, 'project'],
    [{ ...web, organization: 'acme' }, 'organization'],
    [{ ...web, statsPeriod: '91d' }, 'from `1h` to `90d`'],
    [{ ...web, limit: 21 }, 'limit'],
  ])('refuses %j, and says why', async (input, reason) => {
    const portal = await start();
    const { error } = await portal.invoke('list-issues', input);
    expect(error).toMatch(/^InputError: /);
    expect(error).toContain(reason);
    expect(emulator().requests()).toEqual([]);
  });

  it('refuses services, and says why and what to do', async () => {
    const portal = await start();
    for (const name of ['list-issues', 'get-summary', 'list-projects']) {
      const { error } = await portal.invoke(name, web, service);
      expect(error).toMatch(/^NotAllowedError: .*only answer people/);
      expect(error).toContain('sentry.actions.allowServices');
    }
    expect(emulator().requests()).toEqual([]);
    expect(events()[0]).toMatchObject({
      eventId: 'issue-list',
      severityLevel: 'medium',
      meta: { actor: 'external:test-service', entity: 'component:default/web' },
    });
    expect(ended).toHaveBeenCalledWith({
      decision: 'denied',
      outcome: 'NotAllowedError',
    });
  });

  it('lets services in where config says so, but not to a list of their own', async () => {
    const portal = await start({
      sentry: { actions: { allowServices: true } },
    });
    const { output } = await portal.invoke('list-issues', web, service);
    expect(output.issues).toHaveLength(1);
    const mine = await portal.invoke('list-my-issues', {}, service);
    expect(mine.error).toBe(
      'NotAllowedError: A service owns nothing. Use list-issues with the ref of an entity.',
    );
  });

  it('is an event of the audit, in the name of who asks', async () => {
    const portal = await start();
    await portal.invoke('list-issues', { ...web, query: 'secret' });
    expect(events()).toEqual([
      {
        eventId: 'issue-list',
        severityLevel: 'low',
        meta: expect.objectContaining({
          actor: 'user:default/bob',
          entity: 'component:default/web',
          projects: ['default:acme/shop-web'],
        }),
      },
    ]);
    expect(ended).toHaveBeenCalledWith({
      decision: 'allowed',
      outcome: 'succeeded',
    });
  });

  it('answers as the route does: nothing of an entity that is hidden or denied', async () => {
    const bob = 'user:default/bob';
    const portal = await start({
      policy: {
        hiddenEntities: { [bob]: ['component:default/pay'] },
        deniedEntities: { [bob]: ['component:default/far'] },
      },
    });
    const ask = async (name: string) =>
      (await portal.invoke('list-issues', { entityRef: name })).error;
    expect(await ask('pay')).toBe(
      'NotFoundError: There is no entity component:default/pay that you can read',
    );
    expect(await ask('far')).toBe(
      'NotAllowedError: You may not read the Sentry issues of component:default/far',
    );
    expect(await ask('plain')).toMatch(
      /^NotFoundError: \[ANNOTATION_MISSING\] .*sentry\.io\/project-slug/,
    );
    expect(emulator().requests()).toEqual([]);
  });

  it('uses the cache of the routes', async () => {
    const portal = await start();
    await portal.get('web', 'issues?limit=10');
    emulator().clearRequests();
    await portal.invoke('list-issues', web);
    expect(emulator().requests()).toEqual([]);
  });

  it('can not read what needs the own Sentry account of users, and says so', async () => {
    const sentry = { token: undefined, auth: { type: 'user' }, instances: [] };
    const portal = await start({ sentry });
    const { error } = await portal.invoke('list-issues', web);
    expect(error).toMatch(/^ConflictError: \[NOT_CONNECTED\] /);
    expect(error).toContain('which only a browser can bring');
    expect(error).not.toContain('Choose Connect');
  });

  it('works as the caller where their identity is exchanged', async () => {
    const exchange = await startExchange({
      clientSecret: 'exchange-client-secret',
      answer: () => exchanged(demoToken('default')),
    });
    try {
      const portal = await start({
        sentry: { token: undefined, auth: exchange.auth, instances: [] },
      });
      const { output, error } = await portal.invoke('list-issues', web);
      expect(error).toBe('');
      expect(output.issues).toHaveLength(1);
      expect(exchange.forms).toHaveLength(1);
    } finally {
      await exchange.close();
    }
  });

  it('says when to come back after too many requests', async () => {
    const portal = await start();
    const ask = async () => (await portal.invoke('list-issues', web)).error;
    emulator().addFault({ rateLimit: { limit: 0, windowSeconds: 1e9 } });
    expect(await ask()).toMatch(
      /^ServiceUnavailableError: \[RATE_LIMITED\] .*Try again in \d+ s\.$/,
    );
  });
});
