import request from 'supertest';
import { startEmulator } from '../emulator';
import { call } from '../__testUtils__/call';
import type { Emulator } from '../types/Emulator';

const report = {
  'document-uri': 'https://shop.example/cart',
  'violated-directive': "style-src-elem 'self'",
  'blocked-uri': 'inline',
};

describe("a browser's report of a policy", () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator({ port: 0 });
  });
  afterEach(() => emulator.close());

  const addresses = async () => {
    const { body } = await call(
      emulator,
      '/api/0/projects/acme/shop-web/keys/',
    );
    return body[0].dsn;
  };
  const send = (url: string, body: object) => {
    const { pathname, search } = new URL(url);
    return request(emulator.url)
      .post(pathname + search)
      .set('Content-Type', 'application/csp-report')
      .send(JSON.stringify(body));
  };

  it.each(['security', 'csp'])(
    'comes in by the address that the key names as %s',
    async kind => {
      const dsn = await addresses();
      const response = await send(
        `${dsn[kind]}&sentry_environment=staging&sentry_release=shop@1.0.0`,
        { 'csp-report': report },
      );
      expect(response.status).toBe(201);
      const { body } = await call(
        emulator,
        '/api/0/organizations/acme/issues/?environment=staging',
      );
      expect(body).toMatchObject([
        {
          type: 'csp',
          title: "Blocked inline 'style'",
          culprit: 'style-src-elem',
          logger: 'csp',
        },
      ]);
    },
  );

  it('is of the same issue where the same is refused again', async () => {
    const { security } = await addresses();
    await send(security, { 'csp-report': report });
    await send(security, {
      'csp-report': { ...report, 'document-uri': 'https://shop.example/' },
    });
    expect(emulator.issues('acme', 'shop-web')).toHaveLength(1);
  });

  it('is refused with a foreign key, and where it says nothing', async () => {
    const { security } = await addresses();
    const foreign = security.replace(/sentry_key=\w/, 'sentry_key=x');
    expect((await send(foreign, { 'csp-report': report })).status).toBe(403);
    expect((await send(security, {})).status).toBe(400);
    expect(emulator.issues('acme', 'shop-web')).toEqual([]);
  });
});
