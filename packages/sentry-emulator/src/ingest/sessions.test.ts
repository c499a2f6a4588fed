import { NodeClient, createTransport, defaultStackParser } from '@sentry/node';
import request from 'supertest';
import { startEmulator } from '../emulator';
import { call } from '../__testUtils__/call';
import type { Emulator } from '../types/Emulator';

describe('a session', () => {
  let emulator: Emulator;
  let client: NodeClient;
  beforeEach(async () => {
    emulator = await startEmulator({ port: 0 });
    client = new NodeClient({
      dsn: emulator.dsn('acme', 'shop-web'),
      integrations: [],
      stackParser: defaultStackParser,
      transport: options =>
        createTransport(options, async ({ body }) => {
          const { pathname, search } = new URL(options.url);
          const { status } = await request(emulator.url)
            .post(pathname + search)
            .set('Content-Type', 'application/x-sentry-envelope')
            .send(Buffer.from(body).toString('utf8'));
          return { statusCode: status };
        }),
    });
    client.init();
  });
  afterEach(async () => {
    await client.close(5000);
    await emulator.close();
  });

  const statuses = async () => {
    const { body } = await call(
      emulator,
      '/api/0/organizations/acme/sessions/?field=sum(session)&groupBy=session.status',
    );
    return body.groups.map(
      (group: {
        by: Record<string, string>;
        totals: Record<string, number>;
      }) => [group.by['session.status'], group.totals['sum(session)']],
    );
  };
  const sendSession = async (
    session: {
      sid: string;
      status: 'ok' | 'exited' | 'crashed';
      errors: number;
    },
    init: boolean,
  ) => {
    const now = Date.now() / 1000;
    const full = {
      ...session,
      init,
      did: 'ada',
      release: 'shop@1.0.0',
      environment: 'production',
      started: now,
      timestamp: now,
      ignoreDuration: true,
    };
    client.sendSession({
      ...full,
      toJSON: () => ({
        ...session,
        init,
        did: full.did,
        started: new Date(now * 1000).toISOString(),
        timestamp: new Date(now * 1000).toISOString(),
        attrs: { release: full.release, environment: full.environment },
      }),
    });
    await client.flush(5000);
  };

  it('is one, however often the SDK sends it', async () => {
    await sendSession({ sid: 'one', status: 'ok', errors: 0 }, true);
    expect(await statuses()).toEqual([['healthy', 1]]);
    await sendSession({ sid: 'one', status: 'ok', errors: 1 }, false);
    expect(await statuses()).toEqual([['errored', 1]]);
    await sendSession({ sid: 'one', status: 'crashed', errors: 1 }, false);
    expect(await statuses()).toEqual([['crashed', 1]]);
  });

  it('makes its release and environment known', async () => {
    await sendSession({ sid: 'one', status: 'exited', errors: 0 }, true);
    const releases = await call(
      emulator,
      '/api/0/organizations/acme/releases/?environment=production',
    );
    expect(releases.body).toMatchObject([
      { version: 'shop@1.0.0', firstEvent: null },
    ]);
    const projects = await call(emulator, '/api/0/projects/acme/shop-web/');
    expect(projects.body.hasSessions).toBe(true);
  });

  it('that can not be read is dropped', async () => {
    const { pathname, username } = new URL(emulator.dsn('acme', 'shop-web'));
    const response = await request(emulator.url)
      .post(`/api${pathname}/envelope/?sentry_key=${username}`)
      .send('{}\n{"type":"session"}\n{"sid":1}\n{"type":"sessions"}\nnonsense');
    expect(response.status).toBe(200);
    expect(await statuses()).toEqual([]);
  });
});
