import request from 'supertest';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { startEmulator } from '../emulator';
import { listIssues, call } from '../__testUtils__/call';
import type { Emulator } from '../types/Emulator';
import { groupingComponents, groupingHash } from './describeEvent';
import { sdkEventSchema } from './sdkEvent';
import {
  BrowserClient,
  createTransport,
  defaultStackParser,
  Scope,
} from '@sentry/browser';

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

function event(overrides: object) {
  return sdkEventSchema.parse({ platform: 'node', ...overrides });
}

function thrown(type: string, value: string, functionName?: string) {
  const frames = functionName
    ? [
        { filename: 'app.js', function: functionName, in_app: true },
        { filename: 'node:internal', function: 'run', in_app: false },
      ]
    : [{ filename: 'node:internal', function: 'run', in_app: false }];
  return { values: [{ type, value, stacktrace: { frames } }] };
}

describe('grouping', () => {
  it('puts the same type from the same function of the application together', () => {
    const one = event({ exception: thrown('TypeError', 'x of a', 'pay') });
    const other = event({ exception: thrown('TypeError', 'y of b', 'pay') });
    expect(groupingHash(one)).toBe(groupingHash(other));
  });

  it('keeps different functions and different types apart', () => {
    const hashes = [
      thrown('TypeError', 'x', 'pay'),
      thrown('TypeError', 'x', 'ship'),
      thrown('RangeError', 'x', 'pay'),
    ].map(exception => groupingHash(event({ exception })));
    expect(new Set(hashes).size).toBe(3);
  });

  it('goes by type and value where no frame is of the application', () => {
    expect(
      groupingComponents(event({ exception: thrown('Error', 'gone') })),
    ).toEqual(['exception', 'Error', 'gone']);
  });

  it('goes by the outermost of chained exceptions', () => {
    const exception = {
      values: [
        ...thrown('Error', 'cause', 'connect').values,
        ...thrown('OrderError', 'order', 'submit').values,
      ],
    };
    expect(groupingComponents(event({ exception }))).toEqual([
      'exception',
      'OrderError',
      'app.js',
      'submit',
    ]);
  });

  it('takes the fingerprint given, with {{ default }} expanded', () => {
    const exception = thrown('TypeError', 'x', 'pay');
    expect(
      groupingComponents(event({ exception, fingerprint: ['mine'] })),
    ).toEqual(['mine']);
    expect(
      groupingComponents(
        event({ exception, fingerprint: ['{{ default }}', 'eu'] }),
      ),
    ).toEqual(['exception', 'TypeError', 'app.js', 'pay', 'eu']);
  });
});

it('takes what the browser SDK sends', async () => {
  const emulator = await startEmulator({ port: 0 });
  const client = new BrowserClient({
    dsn: emulator.dsn('acme', 'shop-web'),
    environment: 'production',
    stackParser: defaultStackParser,
    integrations: [],
    // As the SDK's own, but without the `fetch` that tests are refused.
    transport: options =>
      createTransport(options, async ({ body }) => {
        const { pathname, search } = new URL(options.url);
        const { status } = await request(emulator.url)
          .post(pathname + search)
          .set('Origin', 'http://127.0.0.1:3000')
          .set('Content-Type', 'text/plain;charset=UTF-8')
          .send(Buffer.from(body).toString('utf8'));
        return { statusCode: status };
      }),
  });
  const scope = new Scope();
  scope.setClient(client);
  client.init();
  const error = new TypeError('Failed to fetch');
  error.stack = [
    'TypeError: Failed to fetch',
    '    at loadCart (https://shop.example/static/cart.js:10:15)',
    '    at HTMLButtonElement.onClick (https://shop.example/static/app.js:3:7)',
  ].join('\n');
  scope.captureException(error);
  await client.flush(5000);

  const { body } = await listIssues(emulator, { project: '11' });
  await client.close();
  await emulator.close();
  expect(body).toMatchObject([
    {
      title: 'TypeError: Failed to fetch',
      culprit: 'loadCart(https://shop.example/static/cart.js)',
      platform: 'javascript',
      count: '1',
    },
  ]);
});

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
