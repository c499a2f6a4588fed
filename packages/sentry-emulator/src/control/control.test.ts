import request from 'supertest';
import { startEmulator } from '../emulator';
import { call } from '../__testUtils__/call';
import { demoToken } from '../world';
import type { Emulator, EmulatorFault } from '../types/Emulator';

const organization = '/api/0/organizations/acme/';

describe('the control API', () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator({ port: 0 });
  });
  afterEach(() => emulator.close());

  const set = (fault: EmulatorFault) =>
    request(emulator.url).put('/__emulator/faults').send(fault);

  it('logs requests of the Web API alone, and no secret', async () => {
    await call(emulator, `${organization}?detailed=0`);
    await request(emulator.url).get('/organizations/acme/issues/');
    const { body, text } = await request(emulator.url).get(
      '/__emulator/requests',
    );
    expect(body).toEqual([
      { method: 'GET', path: organization, query: 'detailed=0', status: 200 },
    ]);
    expect(text).not.toContain(demoToken('default'));
    await request(emulator.url).delete('/__emulator/requests');
    expect(emulator.requests()).toEqual([]);
  });

  it('answers with the status and the body Sentry has for it, as often as said', async () => {
    expect((await set({ status: 500, times: 2 })).status).toBe(204);
    const first = await call(emulator, organization);
    expect([first.status, first.body.detail]).toEqual([500, 'Internal Error']);
    expect((await call(emulator, organization)).status).toBe(500);
    expect((await call(emulator, organization)).status).toBe(200);
  });

  it('disturbs only paths that begin so', async () => {
    await set({ path: `${organization}issues/`, status: 503 });
    expect((await call(emulator, organization)).status).toBe(200);
    const disturbed = await call(emulator, `${organization}issues/`);
    expect(disturbed.status).toBe(503);
    expect(disturbed.headers['content-type']).toContain('text/html');
    await request(emulator.url).delete('/__emulator/faults');
    expect((await call(emulator, `${organization}issues/`)).status).toBe(200);
  });

  it('limits the rate with the body and the type of Sentry, without Retry-After', async () => {
    await set({ rateLimit: { limit: 0, windowSeconds: 60 }, times: 1 });
    const limited = await call(emulator, organization);
    expect(limited.status).toBe(429);
    expect(limited.headers['content-type']).toContain('text/html');
    expect(limited.headers).not.toHaveProperty('retry-after');
    expect(limited.headers['x-sentry-rate-limit-remaining']).toBe('0');
    expect(JSON.parse(limited.text).detail).toBe(
      'You are attempting to use this endpoint too frequently. Limit is 0 requests in 60 seconds',
    );
    expect((await call(emulator, organization)).status).toBe(200);
  });

  it('sends a page, half an answer, or nothing', async () => {
    emulator.addFault({ body: 'html', times: 1 });
    const page = await call(emulator, organization);
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');

    emulator.addFault({ body: 'truncated', times: 1 });
    await expect(call(emulator, organization)).rejects.toThrow('JSON');

    emulator.addFault({ body: 'reset', times: 1 });
    await expect(call(emulator, organization)).rejects.toThrow();
    expect(emulator.requests().at(-1)?.status).toBe(0);
  });

  it('refuses a fault that it does not know', async () => {
    const response = await request(emulator.url)
      .put('/__emulator/faults')
      .send({ stauts: 500 });
    expect(response.status).toBe(400);
  });
});

it('a self-hosted Sentry has no rate-limit headers', async () => {
  const emulator = await startEmulator({ port: 0, rateLimitHeaders: false });
  const { headers } = await call(emulator, organization);
  await emulator.close();
  expect(Object.keys(headers).join()).not.toContain('rate-limit');
});

it('a fault says the detail that it is given', async () => {
  const emulator = await startEmulator({ port: 0 });
  const detail = { code: 'sso-required', message: 'Must login via SSO' };
  await request(emulator.url)
    .put('/__emulator/faults')
    .send({ status: 401, detail, times: 1 });
  const object = await call(emulator, organization);
  expect([object.status, object.body]).toEqual([401, { detail }]);
  emulator.addFault({ status: 401, detail: 'Token expired', times: 1 });
  const text = await call(emulator, organization);
  expect(text.body).toEqual({ detail: 'Token expired' });
  emulator.addFault({ status: 401, times: 1 });
  const usual = await call(emulator, organization);
  expect(usual.body).toEqual({ detail: 'Invalid token' });
  await emulator.close();
});

describe('what no SDK sends', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0 });
  });
  afterAll(() => emulator.close());

  const put = (path: string, body: object) =>
    request(emulator.url).put(`/__emulator${path}`).send(body);
  const release = { version: 'shop@1.0.0', projects: ['shop-web'] };

  it('comes by the control API: releases, findings and links', async () => {
    const released = await put('/organizations/acme/releases', release);
    expect(released.status).toBe(204);
    const found = await put(
      '/organizations/acme/projects/shop-web/occurrences',
      {
        title: 'Slow query',
        subtitle: 'SELECT 1',
        issueType: 'performance_slow_db_query',
        issueCategory: 'db_query',
        release: 'shop@1.0.0',
      },
    );
    expect(found.status).toBe(204);
    const [issue] = emulator.issues('acme', 'shop-web');
    const linked = await put(`/issues/${issue.id}/links`, {
      userReportCount: 3,
    });
    expect(linked.status).toBe(204);
    const { body } = await call(
      emulator,
      `/api/0/organizations/acme/issues/${issue.id}/`,
    );
    expect(body).toMatchObject({
      title: 'Slow query',
      type: 'generic',
      userReportCount: 3,
      firstRelease: { version: 'shop@1.0.0' },
    });
  });

  it('is refused where it is wrong, or for what is not there', async () => {
    const statuses = await Promise.all([
      put('/organizations/acme/releases', { ...release, projects: [] }),
      put('/organizations/acme/releases', { ...release, comits: [] }),
      put('/organizations/acme/releases', { ...release, projects: ['none'] }),
      put('/organizations/nobody/releases', release),
      put('/issues/1/links', {}),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([
      400, 400, 404, 404, 404,
    ]);
  });
});
