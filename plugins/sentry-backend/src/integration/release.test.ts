import {
  captureSessions,
  captureWithSdk,
  startEmulator,
} from 'backstage-plugin-sentry-emulator';
import { component, startPortal } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const version = 'shop-web@4.2.0+7?rc';

const emulator = useEmulator(async sentry => {
  sentry.addRelease('acme', {
    version,
    projects: ['shop-web'],
    commits: [
      {
        id: 'c0ffee0',
        message: 'Fix the cart\n\nAt length',
        repository: {
          name: 'acme/shop',
          url: 'https://github.com/acme/shop',
          provider: 'integrations:github',
        },
        author: { name: 'Ada Park', email: 'ada@example.com' },
        timestamp: 0,
      },
      {
        id: 'c0ffee1',
        message: 'By ada@example.com',
        repository: 'acme/shop',
        author: { name: 'ada@example.com', email: 'ada@example.com' },
        timestamp: 0,
      },
    ],
    deploys: [
      {
        environment: 'production',
        name: 'blue by ada@example.com',
        dateFinished: 0,
      },
    ],
  });
  sentry.addRelease('acme', { version: 'payments@1', projects: ['payments'] });
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'shop-web'),
    events: [
      { type: 'Error', value: 'one', release: version },
      { type: 'Error', value: 'two', release: version },
      { type: 'Error', value: 'other', release: 'shop-web@4.1.0' },
    ],
  });
  await captureSessions({
    dsn: sentry.dsn('acme', 'shop-web'),
    sessions: [{ release: version, user: '7', exited: 3, crashed: 1 }],
  });
});

const entities = [component('web', 'shop-web')];
const route = (name: string) => `releases/${encodeURIComponent(name)}`;

describe('GET …/releases/:version', () => {
  it('has health, commits, deploys and counts of issues, without addresses', async () => {
    const portal = await startPortal({ emulator: emulator(), entities });
    const { status, body } = await portal.get('web', route(version));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      problems: [],
      release: {
        version,
        projects: ['shop-web'],
        newIssues: 2,
        health: { sessions: 4, crashFreeSessions: 0.75, adoption: 1 },
      },
      commitCount: 2,
      commits: [
        {
          id: 'c0ffee0',
          message: 'Fix the cart',
          authorName: 'Ada Park',
          url: 'https://github.com/acme/shop/commit/c0ffee0',
        },
        { id: 'c0ffee1', message: 'By [e-mail]' },
      ],
      deploys: [{ environment: 'production', name: 'blue by [e-mail]' }],
      issues: {
        new: { count: 2, capped: false, query: `firstRelease:"${version}"` },
        regressed: { count: 0 },
        unresolved: { count: 2, link: expect.stringContaining('release') },
      },
      links: { sentry: expect.stringContaining('releases') },
    });
    expect(JSON.stringify(body)).not.toContain('@example.com');
    const listed = await portal.get(
      'web',
      `issues?query=${encodeURIComponent(body.issues.new.query)}`,
    );
    expect(listed.body.items).toHaveLength(2);
  });

  it('answers a release of another project as one that does not exist', async () => {
    const portal = await startPortal({ emulator: emulator(), entities });
    const of = await portal.get('web', route('payments@1'));
    const none = await portal.get('web', route('nothing@1'));
    expect([of.status, none.status]).toEqual([404, 404]);
    expect(of.body.error).toEqual(none.body.error);
    expect(of.body.error.name).toBe('NotFoundError');
  });

  it('is the same at GlitchTip, which has no filter by project', async () => {
    const server = await startEmulator({ port: 0, dialect: 'glitchtip' });
    try {
      server.addToken({
        token: 'releases',
        scopes: ['event:read', 'org:read', 'project:read', 'project:releases'],
        organizations: ['acme'],
      });
      for (const slug of ['shop-web', 'payments']) {
        server.addRelease('acme', { version: `${slug}@1`, projects: [slug] });
      }
      const portal = await startPortal({
        emulator: server,
        entities,
        sentry: { token: 'releases', instances: [] },
      });
      const own = await portal.get('web', route('shop-web@1'));
      expect([own.status, own.body.release?.version]).toEqual([
        200,
        'shop-web@1',
      ]);
      expect((await portal.get('web', route('payments@1'))).status).toBe(404);
    } finally {
      await server.close();
    }
  });

  it('needs the permission, and a version', async () => {
    const denied = await startPortal({
      emulator: emulator(),
      entities,
      allowed: false,
    });
    expect((await denied.get('web', route(version))).status).toBe(403);
    const portal = await startPortal({ emulator: emulator(), entities });
    expect((await portal.get('web', 'releases/a%00b')).status).toBe(400);
    expect((await portal.get('web', 'releases/%2E%2E')).status).toBe(400);
  });

  it('does without commits, deploys and counts that a server lacks', async () => {
    for (const part of ['commits', 'deploys']) {
      emulator().addFault({
        path: `/api/0/organizations/acme/releases/${encodeURIComponent(version)}/${part}/`,
        status: 404,
      });
    }
    emulator().addFault({
      path: '/api/0/organizations/acme/issues-count/',
      status: 500,
    });
    const portal = await startPortal({ emulator: emulator(), entities });
    const { status, body } = await portal.get('web', route(version));
    expect(status).toBe(200);
    expect(body).toMatchObject({ commits: [], deploys: [], issues: {} });
    expect(body.release.version).toBe(version);
  });
});
