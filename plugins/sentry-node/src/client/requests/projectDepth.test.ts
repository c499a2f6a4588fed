import {
  captureSessions,
  demoToken,
  startEmulator,
  type Emulator,
  type EmulatorOptions,
} from 'backstage-plugin-sentry-emulator';
import { createTestClient } from '../../__testUtils__/testClient';
import { TokenCredentials } from '../../credentials/static';
import { allowLoopbackFetch } from '../../testUtils';
import { createSentryClient } from '../createSentryClient';

const now = Date.parse('2026-11-30T12:00:00Z');
const shop = { id: '11', slug: 'shop-web' };
const checkout = { id: '12', slug: 'checkout' };

describe('what the client asks about alerts, monitors, ownership and single releases', () => {
  allowLoopbackFetch();
  let close: () => Promise<void> = async () => {};
  afterEach(() => close());

  async function setup(
    options: EmulatorOptions = {},
    seed: (emulator: Emulator) => unknown = () => {},
  ) {
    const emulator = await startEmulator({ port: 0, ...options });
    close = () => emulator.close();
    await seed(emulator);
    emulator.addToken({
      token: 'narrow',
      scopes: ['event:read'],
      organizations: ['acme'],
    });
    const { http } = createTestClient({
      baseUrl: emulator.url,
      server: undefined,
    });
    const clientOf = (token: string) =>
      createSentryClient({
        http,
        credentials: new TokenCredentials({ token }),
      });
    return {
      emulator,
      client: clientOf(demoToken('default')),
      narrow: clientOf('narrow'),
      asked: () =>
        emulator
          .requests()
          .map(
            ({ path, status }) => `${status} ${path.slice('/api/0'.length)}`,
          ),
    };
  }

  const isRefused = { code: 'SCOPE_MISSING' };

  it('is the alerts of each project, in two calls and one for the names', async () => {
    const { client, narrow, asked } = await setup({}, sentry =>
      sentry.addAlert('acme', 'shop-web', {
        name: 'Tell the team',
        recipients: [
          { type: 'email', targetType: 'team', targetIdentifier: '101' },
        ],
      }),
    );
    const projects = [shop, checkout];
    expect(await client.listAlerts('acme', { projects })).toMatchObject({
      items: [
        {
          name: 'Tell the team',
          projects: ['shop-web'],
          recipients: [{ target: 'team', name: 'Storefront' }],
        },
      ],
      unalerted: [{ project: 'checkout' }],
    });
    expect(asked()).toEqual([
      '200 /',
      '200 /organizations/acme/workflows/',
      '200 /organizations/acme/detectors/',
      '200 /organizations/acme/teams/',
    ]);
    await expect(narrow.listAlerts('acme', { projects })).rejects.toMatchObject(
      {
        ...isRefused,
        message: expect.stringContaining('alerts:read'),
      },
    );
  });

  it('is the rules of a server without workflows, on figures as well as on issues', async () => {
    const { client, asked } = await setup({ dialect: 'self-hosted' }, sentry =>
      sentry.addAlert('acme', 'checkout', {
        name: 'Many errors',
        isMetric: true,
        recipients: [
          { type: 'pagerduty', targetType: 'specific', targetIdentifier: '7' },
        ],
      }),
    );
    const found = await client.listAlerts('acme', {
      projects: [shop, checkout],
    });
    expect(found).toMatchObject({
      items: [{ name: 'Many errors', recipients: [{ channel: 'pagerduty' }] }],
      unalerted: [{ project: 'shop-web' }],
    });
    expect(found?.items[0].recipients).toEqual([{ channel: 'pagerduty' }]);
    expect(asked()).toEqual(
      expect.arrayContaining([
        '200 /projects/acme/shop-web/rules/',
        '200 /projects/acme/checkout/rules/',
        '200 /organizations/acme/alert-rules/',
      ]),
    );
  });

  it('is the monitors, with check-ins only where they are wanted', async () => {
    const { client, narrow, emulator } = await setup({}, sentry => {
      sentry.addMonitor('acme', 'shop-web', {
        type: 'cron',
        name: 'Nightly',
        status: 'error',
        checkIns: [{ status: 'missed', time: now }],
      });
      sentry.addMonitor('acme', 'checkout', { type: 'cron', name: 'Carts' });
    });
    const projects = [shop];
    const list = (withCheckIns?: boolean) =>
      client.listMonitors('acme', { projects, withCheckIns });
    expect(await list()).toMatchObject([{ name: 'Nightly', state: 'failing' }]);
    const isCheckIn = ({ path }: { path: string }) => /checkins/.test(path);
    expect(emulator.requests().some(isCheckIn)).toBe(false);
    expect(await list(true)).toMatchObject([
      { name: 'Nightly', state: 'missed', checkIns: [{ status: 'missed' }] },
    ]);
    await expect(
      narrow.listMonitors('acme', { projects }),
    ).rejects.toMatchObject({
      ...isRefused,
      message: expect.stringContaining('alerts:read'),
    });
  });

  it('is the check-ins of a job of its own, where another project has one of that slug', async () => {
    const { client } = await setup({}, sentry => {
      for (const { slug } of [shop, checkout]) {
        sentry.addMonitor('acme', slug, {
          type: 'cron',
          name: 'Nightly',
          environment: slug,
          checkIns: [{ status: 'ok', time: now }],
        });
      }
    });
    for (const project of [shop, checkout]) {
      expect(
        await client.listMonitors('acme', {
          projects: [project],
          withCheckIns: true,
        }),
      ).toMatchObject([{ checkIns: [{ environment: project.slug }] }]);
    }
  });

  it('is whether a project has an ownership rule, and not what is in it', async () => {
    const project = (id: string, slug: string, ownershipRules?: string) => ({
      id,
      slug,
      name: slug,
      platform: null,
      ownershipRules,
    });
    const { client, narrow } = await setup({
      world: {
        organizations: [
          {
            slug: 'acme',
            name: 'Acme',
            projects: [
              project('1', 'ruled', '# Front\n  path:src/* ada@example.com\n'),
              project('2', 'remarks', '\r\r# Nothing yet\r\n\n'),
              project('3', 'bare'),
            ],
          },
        ],
        tokens: [
          {
            token: demoToken('default'),
            scopes: ['project:read'],
            organizations: ['acme'],
          },
        ],
      },
    });
    const slugs = ['ruled', 'remarks', 'bare'];
    expect(
      await Promise.all(
        slugs.map(slug => client.hasOwnershipRule('acme', slug)),
      ),
    ).toEqual([true, false, false]);
    await expect(
      narrow.hasOwnershipRule('acme', 'ruled'),
    ).rejects.toMatchObject({
      ...isRefused,
      message: expect.stringContaining('project:read'),
    });
  });

  it('is one release, with commits and deploys, of these projects alone', async () => {
    const { client, narrow, asked } = await setup({}, async sentry => {
      sentry.addRelease('acme', {
        version: 'shop@1.0.0',
        projects: ['shop-web'],
        dateCreated: now,
        commits: [
          {
            id: 'c0ffee',
            message: 'Fix the cart',
            repository: 'acme/shop',
            author: { name: 'Ada Park', email: 'ada@example.com' },
            timestamp: now,
          },
        ],
        deploys: [{ environment: 'production', dateFinished: now }],
      });
      await captureSessions({
        dsn: sentry.dsn('acme', 'shop-web'),
        sessions: [{ release: 'shop@1.0.0', user: '7', exited: 1 }],
      });
    });
    const ask = (project: string, version = 'shop@1.0.0') =>
      client.getRelease('acme', version, { project: [project] });
    const release = await ask('11');
    expect(release).toMatchObject({
      release: { version: 'shop@1.0.0' },
      commits: [{ message: 'Fix the cart' }],
      deploys: [{ environment: 'production' }],
    });
    expect(JSON.stringify(release)).not.toContain('ada@example.com');
    expect(await ask('12')).toBeUndefined();
    expect(await ask('11', 'shop@9.9.9')).toBeUndefined();
    const before = asked();
    // Sentry would take it for the list of the commits.
    expect(await ask('11', 'shop@1.0.0/commits')).toBeUndefined();
    expect(asked()).toEqual(before);
    await expect(
      narrow.getRelease('acme', 'shop@1.0.0', { project: ['11'] }),
    ).rejects.toMatchObject(isRefused);
  });

  it.each(['self-hosted', 'glitchtip'] as const)(
    'is absent, and not empty, where a server of the kind %s lacks it',
    async dialect => {
      const { client } = await setup({ dialect });
      const projects = [shop];
      const monitors = await client.listMonitors('acme', { projects });
      expect(monitors).toEqual(dialect === 'glitchtip' ? undefined : []);
      expect(await client.hasOwnershipRule('acme', 'shop-web')).toBe(
        dialect === 'glitchtip' ? undefined : true,
      );
      expect(await client.listAlerts('acme', { projects })).toMatchObject({
        items: [],
        unalerted: [{ project: 'shop-web' }],
      });
    },
  );
});
