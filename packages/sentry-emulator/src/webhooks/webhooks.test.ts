import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { addUserToken, post, put } from '../__testUtils__/api';
import { call } from '../__testUtils__/call';
import { startEmulator } from '../emulator';
import { captureWithSdk } from '../sdk/capture';
import type { Emulator } from '../types/Emulator';
import type { EmulatorIntegration } from '../types/options';

const clientSecret = 'c'.repeat(64);

interface Received {
  headers: IncomingHttpHeaders;
  text: string;
}

describe('webhooks', () => {
  let emulator: Emulator;
  let received: Received[];
  let answer: { status: number; headers?: Record<string, string> } | undefined;
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) {
      chunks.push(Buffer.from(chunk));
    }
    received.push({
      headers: req.headers,
      text: Buffer.concat(chunks).toString(),
    });
    if (answer) {
      res.writeHead(answer.status, answer.headers).end();
    }
  });
  let webhookUrl: string;
  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    webhookUrl = `http://127.0.0.1:${port}/hook`;
  });
  beforeEach(async () => {
    received = [];
    answer = { status: 202 };
    emulator = await startEmulator({ port: 0 });
  });
  afterEach(() => emulator.close());
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const add = (options: Partial<EmulatorIntegration> = {}) =>
    emulator.addIntegration({
      name: 'Backstage',
      organization: 'acme',
      webhookUrl,
      clientSecret,
      ...options,
    });
  const capture = (value = 'größer als 3') =>
    captureWithSdk({
      dsn: emulator.dsn('acme', 'shop-web'),
      events: [{ type: 'RangeError', value, user: '7' }],
    });
  const idOfIssue = () => emulator.issues('acme', 'shop-web')[0].id;
  const update = (body: object) =>
    put(
      emulator,
      `/api/0/organizations/acme/issues/${idOfIssue()}/`,
      body,
      addUserToken(emulator, '501'),
    );
  /** What was sent since the last time. */
  const take = async () => {
    const sent = await emulator.deliveries();
    const bodies = received.map(({ text }) => JSON.parse(text));
    received = [];
    return { sent, bodies };
  };

  it('are signed over the bytes sent, which no other JSON is equal to', async () => {
    add();
    await capture();
    await emulator.deliveries();
    const [{ headers, text }] = received;
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'request-id': expect.stringMatching(/^[0-9a-f]{32}$/),
      'sentry-hook-resource': 'issue',
      'sentry-hook-timestamp': expect.stringMatching(/^\d{10}$/),
      'sentry-hook-signature': createHmac('sha256', clientSecret)
        .update(text)
        .digest('hex'),
    });
    const body = JSON.parse(text);
    expect(body.data.issue.title).toBe('RangeError: größer als 3');
    expect(text).not.toBe(JSON.stringify(body));
    expect(body).toMatchObject({
      action: 'created',
      installation: { uuid: expect.stringMatching(/^[\da-f]{8}-/) },
      actor: { type: 'application', id: 'sentry', name: 'Sentry' },
      data: {
        issue: {
          substatus: 'new',
          project: { id: '11', slug: 'shop-web' },
          url: `${emulator.url}/api/0/organizations/acme/issues/${idOfIssue()}/`,
        },
      },
    });
  });

  it('are sent of each change of status, with the substatus, and of assigning', async () => {
    await capture();
    add();
    const changes: [object, string, object][] = [
      [{ status: 'resolved' }, 'resolved', { status: 'resolved' }],
      [{ status: 'unresolved' }, 'unresolved', { status: 'unresolved' }],
      [
        { status: 'ignored' },
        'ignored',
        { status: 'ignored', substatus: 'archived_until_escalating' },
      ],
      [
        { assignedTo: 'team:101' },
        'assigned',
        { assignedTo: { type: 'team', id: '101' } },
      ],
    ];
    for (const [change, action, issue] of changes) {
      expect((await update(change)).status).toBe(200);
      const { bodies } = await take();
      expect(bodies).toMatchObject([
        { action, actor: { type: 'user', id: 501 }, data: { issue } },
      ]);
      expect(bodies[0].data.issue).not.toHaveProperty('url');
    }
    await update({ assignedTo: '' });
    await update({ priority: 'low' });
    expect((await take()).bodies).toEqual([]);

    await update({ status: 'resolved' });
    await take();
    await capture();
    expect((await take()).bodies).toMatchObject([
      {
        action: 'unresolved',
        actor: { id: 'sentry' },
        data: { issue: { substatus: 'regressed' } },
      },
    ]);
  });

  it('are sent of comments and alerts to who wants them', async () => {
    add({ events: ['comment'], isAlertable: true });
    await capture('first');
    expect((await take()).bodies).toMatchObject([
      {
        action: 'triggered',
        data: {
          event: {
            project: 11,
            issue_id: idOfIssue(),
            user: { id: '7' },
            url: expect.stringContaining('/projects/acme/shop-web/events/'),
          },
          triggered_rule: expect.any(String),
        },
      },
    ]);
    await post(
      emulator,
      `/api/0/organizations/acme/issues/${idOfIssue()}/notes/`,
      { text: 'Looking' },
      addUserToken(emulator, '501'),
    );
    const { bodies, sent } = await take();
    expect(bodies).toMatchObject([
      {
        action: 'created',
        data: {
          comment: 'Looking',
          project_slug: 'shop-web',
          issue_id: Number(idOfIssue()),
        },
      },
    ]);
    expect(sent.map(({ resource }) => resource)).toEqual([
      'event_alert',
      'comment',
    ]);
  });

  it('are sent once, whatever the answer', async () => {
    const remove = add();
    answer = { status: 401, headers: { 'Sentry-Hook-Error': 'forged' } };
    await capture('refused');
    answer = undefined;
    await update({ status: 'resolved' });
    const { sent } = await take();
    expect(sent).toMatchObject([
      { action: 'created', status: 401, error: 'forged' },
      { action: 'resolved', status: 0, url: webhookUrl },
    ]);
    const { body } = await request(emulator.url).get('/__emulator/deliveries');
    expect(body).toEqual(sent);
    remove();
    add({ isDisabled: true, name: 'Disabled' });
    add({ organization: 'acme-eu', name: 'Elsewhere' });
    await update({ status: 'unresolved' });
    expect((await take()).sent).toHaveLength(2);
  });

  it('are listed with the integrations, their secret masked', async () => {
    add({ events: ['issue'] });
    const path = '/api/0/organizations/acme/sentry-apps/';
    const { status, body, text } = await call(emulator, path);
    expect([status, body]).toMatchObject([
      200,
      [
        {
          name: 'Backstage',
          webhookUrl,
          events: ['issue'],
          webhookEvents: expect.arrayContaining(['issue.unresolved']),
          isDisabled: false,
          clientSecret: '*'.repeat(64),
          owner: { slug: 'acme' },
        },
      ],
    ]);
    expect(text).not.toContain(clientSecret);
  });

  it('need an organization, and a Sentry', async () => {
    expect(() => add({ organization: 'nobody' })).toThrow('No organization');
    const glitchtip = await startEmulator({ port: 0, dialect: 'glitchtip' });
    expect(() =>
      glitchtip.addIntegration({
        name: 'Backstage',
        organization: 'acme',
        webhookUrl,
        clientSecret,
      }),
    ).toThrow('GlitchTip');
    await glitchtip.close();
  });
});
