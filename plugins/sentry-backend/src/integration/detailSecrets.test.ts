import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { sendEnvelope } from '../__testUtils__/sendEnvelope';
import { FakeCache } from '../__testUtils__/FakeCache';
import { component, startPortal } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const PLANTED = 'planted-secret';
const EMAIL = 'ada@example.com';
const IP = '10.20.30.40';
const url = `https://user:${PLANTED}@shop.example.com/pay?token=${PLANTED}&page=2`;
const address = `${url}#${PLANTED}`;

/** Credentials of known forms, and addresses of people, as programs write them. */
const written = [
  `GET /login?next=${encodeURIComponent(`/a?token=${PLANTED}`)}`,
  `GET /login?next=/a?token=${PLANTED}`,
  `postgres://app:one/${PLANTED}@db/shop`,
  `Server=db;Password=${PLANTED};Database=shop`,
  `401 for Bearer ${PLANTED}-and-then-some`,
  `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.${PLANTED}`,
  `to ${EMAIL.replace('@', '%2540')} and ${EMAIL.replace('@', '&#64;')}`,
];
/** What a developer must read. */
const REFUSED = 'connect ECONNREFUSED 10.0.3.17:5432';

/** As a program sends it, with a secret or a person in each field that has room for one. */
const event = {
  event_id: 'a'.repeat(32),
  platform: 'node',
  release: 'shop@2.4.0',
  environment: 'production',
  server_name: 'web-1',
  user: {
    id: PLANTED,
    email: EMAIL,
    username: PLANTED,
    ip_address: IP,
    name: PLANTED,
  },
  tags: {
    flavour: 'sweet',
    auth_token: PLANTED,
    'user.email': EMAIL,
    user_id: PLANTED,
    userId: PLANTED,
    usr: PLANTED,
    currentUser: PLANTED,
    ip_address: PLANTED,
    customerEmail: PLANTED,
    remote_addr: PLANTED,
    url: address,
  },
  extra: { cart: PLANTED },
  contexts: {
    browser: { name: 'Firefox', cookie: PLANTED },
    profile: { card: PLANTED, email: EMAIL },
  },
  request: {
    method: 'POST',
    url: address,
    query_string: [
      ['token', `one two ${PLANTED}`],
      ['page', '2'],
    ],
    cookies: { session: PLANTED },
    headers: {
      Authorization: `Bearer ${PLANTED}`,
      Cookie: `session=${PLANTED}`,
      'X-Api-Key': PLANTED,
      'X-Forwarded-For': IP,
      'User-Agent': 'Firefox',
    },
    data: { card: PLANTED },
    env: { REMOTE_ADDR: IP },
  },
  breadcrumbs: [
    {
      timestamp: 1_760_000_000,
      category: 'fetch',
      message: `no answer for ${EMAIL}`,
      data: { url: address, method: 'GET', body: PLANTED },
    },
    ...written.map(message => ({ category: 'console', message })),
  ],
  exception: {
    values: [
      {
        type: 'TypeError',
        value: `No total at ${url} for ${EMAIL}: ${REFUSED}`,
        mechanism: { type: 'generic', handled: false, data: { x: PLANTED } },
        stacktrace: {
          frames: [
            {
              filename: 'src/order.ts',
              abs_path: `https://user:${PLANTED}@shop.example.com/src/order.ts?v=${PLANTED}`,
              function: 'submitOrder',
              lineno: 12,
              in_app: true,
              pre_context: ['function submitOrder() {'],
              context_line: '  throw new TypeError("No total");',
              vars: { card: PLANTED },
            },
          ],
        },
      },
    ],
  },
};

const emulator = useEmulator(async sentry => {
  await sendEnvelope(sentry.dsn('acme', 'shop-web'), event);
});

describe('an event with secrets and people in it', () => {
  it('leaves none of them in answers, in the cache and in the audit', async () => {
    const seen: string[] = [];
    const cache = new FakeCache();
    const portal = await startPortal({
      emulator: emulator(),
      entities: [
        component('web', 'shop-web', {
          'backstage.io/source-location':
            'url:https://github.com/acme/shop/tree/main/',
        }),
      ],
      cache,
      features: [
        createServiceFactory({
          service: coreServices.auditor,
          deps: {},
          factory: () => ({
            createEvent: async ({ eventId, severityLevel, meta }) => {
              seen.push(JSON.stringify([eventId, severityLevel, meta]));
              return { success: async () => {}, fail: async () => {} };
            },
          }),
        }),
      ],
    });
    const list = await portal.get('web', 'issues?query=');
    const [{ id }] = list.body.items;
    const detail = await portal.get('web', `issues/${id}`);
    const step = await portal.get('web', `issues/${id}/events/latest`);
    expect([detail.status, step.status]).toEqual([200, 200]);
    expect(detail.body.problems).toEqual([]);
    expect(detail.body.event).toEqual(step.body.event);

    const everything = [
      detail.text,
      step.text,
      list.text,
      JSON.stringify([...cache.entries]),
      ...seen,
    ].join('\n');
    expect(everything).toContain('submitOrder');
    expect(everything).toContain(REFUSED);
    expect(everything).not.toContain(PLANTED);
    expect(everything).not.toContain(EMAIL);
    expect(everything).not.toContain(IP);
    expect(detail.body.event).toMatchObject({
      request: {
        method: 'POST',
        url: 'https://shop.example.com/pay?token=[removed]&page=2',
        headers: [['User-Agent', 'Firefox']],
      },
      exceptions: [
        {
          frames: [
            {
              filename: 'src/order.ts',
              sourceUrl:
                'https://github.com/acme/shop/tree/main/src/order.ts#L12',
            },
          ],
        },
      ],
    });
  });

  it('shows what config opts in to', async () => {
    const portal = await startPortal({
      emulator: emulator(),
      entities: [component('web', 'shop-web')],
      sentry: { detail: { include: ['localVariables'] } },
    });
    const list = await portal.get('web', 'issues?query=');
    const { body } = await portal.get('web', `issues/${list.body.items[0].id}`);
    expect(body.event.exceptions[0].frames[0].variables).toEqual([
      ['card', PLANTED],
    ]);
    expect(body.event).not.toHaveProperty('user');
    expect(body.event).not.toHaveProperty('extra');
  });
});
