import { connect } from 'node:net';
import { issueWebhook, secret, startPortal } from './__testUtils__/startPortal';
import type { Sending } from './__testUtils__/startPortal';

type Portal = Awaited<ReturnType<typeof startPortal>>;

const other = 'b'.repeat(64);
const half = Buffer.from(JSON.stringify(issueWebhook('created'))).subarray(
  0,
  100,
);

/** A body of so many bytes. */
const bodyOf = (bytes: number) => {
  const body = issueWebhook('created', { title: '' });
  const missing = bytes - JSON.stringify(body).length;
  return issueWebhook('created', { title: 'x'.repeat(missing) });
};

describe('the route of webhooks', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal({
      organization: 'acme',
      webhooks: { clientSecret: [other, secret] },
      instances: [
        {
          name: 'eu',
          organization: 'acme-eu',
          webhooks: { clientSecret: 'e'.repeat(64) },
        },
        { name: 'silent', organization: 'acme' },
      ],
    });
  });
  beforeEach(() => {
    portal.published.length = 0;
    portal.counted.length = 0;
  });
  afterAll(() => portal.stop());

  it.each<[string, number, string, Sending]>([
    ['is forged', 401, 'signature-invalid', { secret: 'c'.repeat(64) }],
    [
      'has no signature',
      401,
      'signature-missing',
      { headers: { 'Sentry-Hook-Signature': undefined } },
    ],
    [
      'has a signature of another length',
      401,
      'signature-invalid',
      { headers: { 'Sentry-Hook-Signature': 'ab' } },
    ],
    ['is truncated', 401, 'signature-invalid', { sent: half }],
    ['has no body', 401, 'signature-invalid', { sent: Buffer.alloc(0) }],
    [
      'has no content type',
      401,
      'content-type-missing',
      { headers: { 'Content-Type': undefined } },
    ],
    [
      'says no resource',
      401,
      'resource-missing',
      { headers: { 'Sentry-Hook-Resource': undefined } },
    ],
    [
      'is a form',
      415,
      'content-type-unsupported',
      { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
    ],
    [
      'is compressed',
      415,
      'content-encoding-unsupported',
      { headers: { 'Content-Encoding': 'gzip' } },
    ],
    ['is too large', 413, 'too-large', { body: bodyOf(2 ** 20 + 1) }],
    ['is not JSON', 400, 'body-invalid', { body: Buffer.from('{"action"') }],
    ['is another JSON', 400, 'body-invalid', { body: ['created'] }],
    [
      'has a text for an action',
      400,
      'body-invalid',
      { body: issueWebhook('Ada wrote this') },
    ],
    ['names no instance', 404, 'unknown-instance', { path: '/sentry/nowhere' }],
    [
      'names an instance without a secret',
      404,
      'unknown-instance',
      { path: '/sentry/silent' },
    ],
    [
      "is signed with another instance's secret",
      401,
      'signature-invalid',
      { path: '/sentry/eu' },
    ],
    ['is a GET', 405, 'method-not-allowed', { method: 'GET' }],
    ['is a PUT', 405, 'method-not-allowed', { method: 'PUT' }],
  ])('refuses what %s', async (_, status, error, sending) => {
    expect(await portal.send(sending)).toEqual({ status, error });
    expect(portal.counted).toEqual([
      expect.objectContaining({ action: 'unknown', outcome: error }),
    ]);
    // The next one is published, and nothing before it.
    await portal.send({ body: issueWebhook('resolved') });
    expect(await portal.untilPublished(1)).toMatchObject([
      { action: 'resolved' },
    ]);
  });

  it('survives a connection that is cut off within a body', async () => {
    const { hostname, port, pathname } = new URL(`${portal.url}/sentry`);
    const socket = connect(Number(port), hostname);
    socket.end(
      `POST ${pathname} HTTP/1.1\r\nHost: portal\r\nContent-Length: 100\r\n\r\n{"action"`,
    );
    await portal.untilCounted(1);
    socket.destroy();
    expect(portal.counted).toEqual([
      { resource: 'other', action: 'unknown', outcome: 'body-incomplete' },
    ]);
    expect((await portal.send()).status).toBe(202);
  });

  it.each<[string, Sending]>([
    ['signed with the first secret', { secret: other }],
    ['signed with the second secret', { secret }],
    [
      'with a charset',
      { headers: { 'Content-Type': 'application/json; charset=utf-8' } },
    ],
    ['of almost a megabyte', { body: bodyOf(2 ** 20) }],
    ['without an id', { headers: { 'Request-ID': undefined } }],
  ])('accepts one %s', async (_, sending) => {
    expect(await portal.send(sending)).toEqual({ status: 202, error: null });
    expect(await portal.send(sending)).toEqual({ status: 202, error: null });
    expect(await portal.untilPublished(2)).toMatchObject([
      { topic: 'sentry.issue', issueId: '4501' },
      { topic: 'sentry.issue', issueId: '4501' },
    ]);
  });

  it('publishes which instance it was', async () => {
    const path = '/sentry/eu';
    const sent = await portal.send({ path, secret: 'e'.repeat(64) });
    expect(sent.status).toBe(202);
    expect(await portal.untilPublished(1)).toMatchObject([
      { instance: 'eu', organization: 'acme-eu' },
    ]);
    expect(
      (await portal.send({ path: '/sentry/default', secret })).status,
    ).toBe(202);
    expect((await portal.untilPublished(2))[1]).toMatchObject({
      instance: 'default',
      organization: 'acme',
    });
  });

  it('publishes once what comes again within ten minutes', async () => {
    const sending = { headers: { 'Request-ID': 'd'.repeat(32) } };
    await portal.send(sending);
    const again = await portal.send(sending);
    expect(again.status).toBe(202);
    const outcomes = () =>
      portal.counted.map(count => (count as { outcome: string }).outcome);
    expect(outcomes()).toEqual(['published', 'duplicate']);

    // Of another instance it is another one.
    const path = '/sentry/eu';
    await portal.send({ ...sending, path, secret: 'e'.repeat(64) });
    const later = performance.now() + 10 * 60_000;
    const now = jest.spyOn(performance, 'now').mockReturnValue(later);
    await portal.send(sending);
    now.mockRestore();
    expect(outcomes().slice(2)).toEqual(['published', 'published']);
    expect(await portal.untilPublished(3)).toHaveLength(3);
  });

  it('accepts resources that it does not know, and publishes nothing of them', async () => {
    const headers = { 'Sentry-Hook-Resource': 'unheard' };
    expect((await portal.send({ headers })).status).toBe(202);
    expect(portal.counted).toEqual([
      { resource: 'other', action: 'created', outcome: 'ignored' },
    ]);
    await portal.send();
    expect(await portal.untilPublished(1)).toMatchObject([
      { topic: 'sentry.issue' },
    ]);
  });

  it('answers before its subscribers are done', async () => {
    let finish = () => {};
    const slow = new Promise<void>(resolve => {
      finish = resolve;
    });
    portal.onEvent.hook = () => slow;
    expect((await portal.send()).status).toBe(202);
    await portal.untilPublished(1);
    portal.onEvent.hook = async () => {
      throw new Error('no subscriber of ours');
    };
    expect((await portal.send()).status).toBe(202);
    await portal.untilPublished(2);
    portal.onEvent.hook = async () => {};
    finish();
  });
});

describe('config', () => {
  it.each([
    ['without a section', undefined],
    ['without a secret', { organization: 'acme' }],
    [
      'with a blank one',
      { organization: 'acme', webhooks: { clientSecret: '' } },
    ],
  ])('%s leaves webhooks off, and says so once', async (_, sentry) => {
    const portal = await startPortal(sentry ?? {});
    expect((await portal.send()).status).toBe(404);
    expect(portal.log.filter(line => line.includes('Sentry'))).toEqual([
      'info Webhooks of Sentry are off: sentry.webhooks.clientSecret is not set',
    ]);
    await portal.stop();
  });

  it('with a mistake leaves webhooks off and the portal up', async () => {
    const portal = await startPortal({
      organization: 'acme',
      webhooks: { secret },
    });
    expect((await portal.send()).status).toBe(404);
    expect(portal.log.join('\n')).toContain(
      'Invalid config at sentry.webhooks.secret: there is no such key.',
    );
    expect(portal.log.join('\n')).not.toContain(secret);
    await portal.stop();
  });
});
