import type {
  SentryAlertsResponse,
  SentryMonitorsResponse,
} from 'backstage-plugin-sentry-common';
import {
  captureWithSdk,
  startEmulator,
  type Emulator,
} from 'backstage-plugin-sentry-emulator';
import {
  component,
  startPortal,
  type Portal,
} from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const ninety = 90_000;
const now = Date.parse('2026-11-30T12:00:00Z');

const emulator = useEmulator(async sentry => {
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'shop-web'),
    events: [{ type: 'Error', value: 'one' }],
  });
  sentry.addAlert('acme', 'shop-web', {
    name: 'Tell the storefront',
    environment: 'production',
    lastTriggered: now,
    recipients: [
      { type: 'email', targetType: 'team', targetIdentifier: '101' },
      { type: 'email', targetType: 'user', targetIdentifier: '501' },
      { type: 'email', targetType: 'issue_owners' },
      { type: 'slack', targetType: 'specific', targetDisplay: '#shop' },
      {
        type: 'discord',
        targetType: 'specific',
        targetDisplay: 'ada@example.com',
      },
    ],
  });
  sentry.addAlert('acme', 'shop-web', { name: 'Off', enabled: false });
  sentry.addAlert('acme', 'checkout', { name: 'Of no one', recipients: [] });
  sentry.addAlert('acme', 'payments', { name: 'Of payments' });
  sentry.addMonitor('acme', 'shop-web', {
    type: 'cron',
    name: 'A nightly import',
    schedule: '0 3 * * *',
    checkIns: [{ status: 'ok', time: now, durationMs: 1_200 }],
    nextCheckIn: now + ninety,
  });
  sentry.addMonitor('acme', 'shop-web', {
    type: 'cron',
    name: 'Sitemap',
    status: 'error',
    checkIns: [
      { status: 'missed', time: now },
      { status: 'ok', time: now - ninety },
    ],
  });
  sentry.addMonitor('acme', 'shop-web', {
    type: 'uptime',
    name: 'Front page',
    url: 'https://ada:secret@shop.example/health?token=secret',
    issueId: '7',
  });
  sentry.addMonitor('acme', 'payments', { type: 'cron', name: 'Payout' });
});

const entities = [
  component('shop-web', 'shop-web'),
  component('checkout', 'checkout'),
  component('both', 'shop-web, checkout'),
  component('unknown', 'nowhere'),
];

async function alertsOf(portal: Portal, name: string) {
  const { status, body } = await portal.get(name, 'alerts');
  expect(status).toBe(200);
  const answer: SentryAlertsResponse = body;
  return answer;
}

async function monitorsOf(portal: Portal, name: string) {
  const { status, body } = await portal.get(name, 'monitors');
  expect(status).toBe(200);
  const answer: SentryMonitorsResponse = body;
  return answer;
}

/** Where the other server is asked by its own token. */
async function withServer(
  options: Parameters<typeof startEmulator>[0],
  use: (server: Emulator) => Promise<void>,
) {
  const server = await startEmulator({ port: 0, ...options });
  try {
    await use(server);
  } finally {
    await server.close();
  }
}

describe('GET …/alerts', () => {
  it('lists enabled alerts of the projects and whom they notify, without addresses', async () => {
    const portal = await startPortal({ emulator: emulator(), entities });
    const answer = await alertsOf(portal, 'shop-web');
    expect(answer).toMatchObject({
      supported: true,
      unalerted: [],
      problems: [],
      items: [
        {
          name: 'Tell the storefront',
          projects: ['shop-web'],
          environment: 'production',
          lastFired: '2026-11-30T12:00:00.000Z',
          recipients: [
            { channel: 'email', target: 'team', name: 'Storefront' },
            { channel: 'email', target: 'user', name: 'Ada Park' },
            {
              channel: 'email',
              target: 'owners',
              fallback: 'active-members',
            },
            { channel: 'slack', name: '#shop' },
            { channel: 'discord' },
          ],
        },
      ],
    });
    expect(answer.items).toHaveLength(1);
    expect(answer.items[0].link).toMatch(
      /\/organizations\/acme\/monitors\/alerts\/\d+\/$/,
    );
    expect(JSON.stringify(answer)).not.toContain('@');
  });

  it('says with certainty that no one is alerted, and where that is mended', async () => {
    const portal = await startPortal({ emulator: emulator(), entities });
    expect(await alertsOf(portal, 'both')).toMatchObject({
      items: [{ name: 'Of no one', recipients: [] }, {}],
      unalerted: [
        {
          project: 'checkout',
          link: expect.stringMatching(/monitors\/alerts\/new\/\?project=12$/),
        },
      ],
    });
  });

  it('shows nothing to callers without access', async () => {
    const portal = await startPortal({
      emulator: emulator(),
      entities,
      allowed: false,
    });
    for (const route of ['alerts', 'monitors']) {
      const { status, body } = await portal.get('shop-web', route);
      expect(status).toBe(403);
      expect(JSON.stringify(body)).not.toContain('storefront');
    }
    expect(emulator().requests()).toEqual([]);
  });

  it('has the problem of an entity whose projects are unknown', async () => {
    const portal = await startPortal({ emulator: emulator(), entities });
    const { status, body } = await portal.get('unknown', 'alerts');
    expect(status).toBe(404);
    expect(body.error.code).toBe('PROJECT_NOT_FOUND');
  });

  it('reads the rules of a server without workflows', () =>
    withServer({ dialect: 'self-hosted' }, async server => {
      server.addToken({
        token: 'writer',
        scopes: ['alerts:write', 'project:write'],
        organizations: ['acme'],
      });
      await fetch(`${server.url}/api/0/projects/acme/shop-web/rules/`, {
        method: 'POST',
        headers: {
          authorization: 'Bearer writer',
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          name: 'Mail them',
          actionMatch: 'any',
          frequency: 30,
          actions: [
            {
              id: 'sentry.mail.actions.NotifyEmailAction',
              targetType: 'IssueOwners',
              fallthroughType: 'NoOne',
            },
          ],
        }),
      });
      const portal = await startPortal({ emulator: server, entities });
      expect(await alertsOf(portal, 'both')).toMatchObject({
        supported: true,
        items: [
          {
            name: 'Mail them',
            projects: ['shop-web'],
            recipients: [
              { channel: 'email', target: 'owners', fallback: 'none' },
            ],
          },
        ],
        unalerted: [{ project: 'checkout' }],
        problems: [],
      });
    }));

  it('reads the rules on figures of such a server, too', () =>
    withServer({ dialect: 'self-hosted' }, async server => {
      server.addAlert('acme', 'checkout', {
        name: 'Many errors',
        isMetric: true,
        lastTriggered: now,
        recipients: [
          { type: 'slack', targetType: 'specific', targetDisplay: '#money' },
          { type: 'email', targetType: 'user', targetIdentifier: '501' },
        ],
      });
      server.addAlert('acme', 'shop-web', {
        name: 'Off',
        isMetric: true,
        enabled: false,
      });
      const portal = await startPortal({ emulator: server, entities });
      const answer = await alertsOf(portal, 'both');
      expect(answer).toMatchObject({
        supported: true,
        items: [
          {
            name: 'Many errors',
            projects: ['checkout'],
            lastFired: '2026-11-30T12:00:00.000Z',
            recipients: [
              { channel: 'slack', name: '#money' },
              { channel: 'email', target: 'user', name: 'Ada Park' },
            ],
            link: expect.stringMatching(/alerts\/rules\/details\/\d+\/$/),
          },
        ],
        unalerted: [{ project: 'shop-web' }],
        problems: [],
      });
      expect(answer.items).toHaveLength(1);
    }));

  it('reads the alerts of GlitchTip, which has no monitors', () =>
    withServer({ dialect: 'glitchtip' }, async server => {
      const portal = await startPortal({
        emulator: server,
        entities,
        sentry: { instances: [] },
      });
      expect(await alertsOf(portal, 'shop-web')).toMatchObject({
        supported: true,
        items: [],
        unalerted: [{ project: 'shop-web' }],
        problems: [],
      });
      expect(await monitorsOf(portal, 'shop-web')).toMatchObject({
        supported: false,
        items: [],
        problems: [],
      });
    }));

  it('names the scope that the token lacks, and the summary is calm without', async () => {
    emulator().addToken({
      token: 'narrow',
      scopes: ['event:read', 'project:read'],
      organizations: ['acme'],
    });
    const portal = await startPortal({
      emulator: emulator(),
      entities,
      sentry: { token: 'narrow', instances: [] },
    });
    for (const route of ['alerts', 'monitors']) {
      const { status, body } = await portal.get('both', route);
      expect(status).toBe(502);
      expect(body.error).toMatchObject({
        code: 'SCOPE_MISSING',
        message: expect.stringContaining('alerts:read'),
      });
    }
    const { body } = await portal.get('both', 'summary');
    expect(body).toMatchObject({ unresolved: 1, problems: [] });
    expect(body.findings).toBeUndefined();
  });
});

describe('GET …/monitors', () => {
  it('lists jobs and addresses, the unhealthy first, and tells missed from failed', async () => {
    const portal = await startPortal({ emulator: emulator(), entities });
    const answer = await monitorsOf(portal, 'shop-web');
    expect(answer).toMatchObject({
      supported: true,
      problems: [],
      items: [
        {
          type: 'uptime',
          name: 'Front page',
          state: 'failing',
          url: 'https://shop.example/health',
          issueId: '7',
        },
        {
          type: 'cron',
          name: 'Sitemap',
          state: 'missed',
          environments: [
            {
              name: 'production',
              state: 'missed',
              failingSince: expect.any(String),
            },
          ],
          checkIns: [{ status: 'missed' }, { status: 'ok' }],
        },
        {
          name: 'A nightly import',
          state: 'ok',
          schedule: '0 3 * * *',
          environments: [{ nextCheckIn: '2026-11-30T12:01:30.000Z' }],
          checkIns: [{ status: 'ok', durationMs: 1_200 }],
        },
      ],
    });
    expect(answer.items).toHaveLength(3);
    expect(JSON.stringify(answer)).not.toContain('secret');
  });
});

describe('findings of the summary', () => {
  it('has what alerts no one and what is unhealthy, asked for once in ten minutes', async () => {
    const portal = await startPortal({
      emulator: emulator(),
      entities,
      sentry: { cache: { ttl: { seconds: 0 } } },
    });
    const { body } = await portal.get('both', 'summary');
    expect(body.findings).toEqual([
      {
        type: 'no-alert',
        count: 1,
        total: 2,
        names: ['checkout'],
        link: expect.stringContaining('project=12'),
      },
      {
        type: 'unhealthy-monitor',
        count: 2,
        total: 3,
        names: ['Front page', 'Sitemap'],
        link: expect.stringMatching(/\/monitors\/\d+\/$/),
      },
    ]);
    await portal.get('both', 'summary');
    const asked = emulator()
      .requests()
      .map(({ path }) => path.split('/').at(-2));
    expect(asked.filter(name => name === 'issues-count')).toHaveLength(2);
    expect(asked.filter(name => name === 'workflows')).toHaveLength(1);
    expect(asked.filter(name => name === 'monitors')).toHaveLength(1);
    expect(asked.filter(name => name === 'checkins')).toEqual([]);
  });

  it('is no problem of the summary where it fails', async () => {
    emulator().addFault({
      path: '/api/0/organizations/acme/workflows/',
      status: 503,
    });
    const portal = await startPortal({ emulator: emulator(), entities });
    const { body } = await portal.get('shop-web', 'summary');
    expect(body).toMatchObject({ unresolved: 1, problems: [] });
    expect(body.findings).toBeUndefined();
  });
});
