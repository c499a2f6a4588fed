import request from 'supertest';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { startEmulator } from '../emulator';
import { listIssues } from '../__testUtils__/call';
import type { Emulator } from '../types/Emulator';

const eventId = 'a'.repeat(32);

function envelope(dsn?: string): string {
  const lines: object[] = [
    { event_id: eventId, ...(dsn && { dsn }) },
    { type: 'sessions' },
    { aggregates: [] },
    { type: 'event' },
    { event_id: eventId, message: 'Hello', level: 'warning' },
    { type: 'client_report' },
    { discarded_events: [] },
  ];
  return lines.map(line => JSON.stringify(line)).join('\n');
}

describe('envelopes', () => {
  let emulator: Emulator;
  let key: string;
  beforeEach(async () => {
    emulator = await startEmulator({ port: 0 });
    key = new URL(emulator.dsn('acme', 'checkout')).username;
  });
  afterEach(() => emulator.close());

  const post = (path: string) =>
    request(emulator.url).post(path).set('Content-Type', 'text/plain');
  const titles = async () =>
    (await listIssues(emulator, { project: '12' })).body.map(
      (issue: { title: string }) => issue.title,
    );

  it.each([
    [
      'the URL',
      () => post(`/api/12/envelope/?sentry_key=${key}`).send(envelope()),
    ],
    [
      'a header',
      () =>
        post('/api/12/envelope/')
          .set('X-Sentry-Auth', `Sentry sentry_version=7, sentry_key=${key}`)
          .send(envelope()),
    ],
    [
      'the envelope',
      () =>
        post('/api/12/envelope/').send(
          envelope(emulator.dsn('acme', 'checkout')),
        ),
    ],
  ])('are taken with the key in %s', async (_, send) => {
    const response = await send();
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ id: eventId });
    expect(await titles()).toEqual(['Hello']);
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('are taken in %s', async (encoding, compress) => {
    const response = await request(emulator.url)
      .post(`/api/12/envelope/?sentry_key=${key}`)
      .set('Content-Encoding', encoding)
      .set('Content-Type', 'application/x-sentry-envelope')
      .serialize(body => body)
      .send(compress(Buffer.from(envelope())));
    expect(response.status).toBe(200);
    expect(await titles()).toEqual(['Hello']);
  });

  it('are counted once however often they come', async () => {
    await post(`/api/12/envelope/?sentry_key=${key}`).send(envelope());
    await post(`/api/12/envelope/?sentry_key=${key}`).send(envelope());
    const { body } = await listIssues(emulator, { project: '12' });
    expect(body[0].count).toBe('1');
  });

  it('are refused without a key, with a foreign one, and in pieces', async () => {
    const foreign = new URL(emulator.dsn('acme', 'payments')).username;
    expect((await post('/api/12/envelope/').send(envelope())).status).toBe(401);
    expect(
      (await post(`/api/12/envelope/?sentry_key=${foreign}`).send(envelope()))
        .status,
    ).toBe(403);
    expect(
      (await post(`/api/12/envelope/?sentry_key=${key}`).send('no envelope'))
        .status,
    ).toBe(400);
    expect(await titles()).toEqual([]);
  });

  it('may come from pages of any origin', async () => {
    const preflight = await request(emulator.url)
      .options('/api/12/envelope/')
      .set('Origin', 'http://127.0.0.1:3000')
      .set('Access-Control-Request-Method', 'POST');
    expect(preflight.status).toBe(200);
    expect(preflight.headers['access-control-allow-origin']).toBe('*');
    expect(preflight.headers['access-control-allow-headers']).toContain(
      'x-sentry-auth',
    );
  });
});
