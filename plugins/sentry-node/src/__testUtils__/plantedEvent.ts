import type { RawEvent } from '../mapping/event/types';

/** Stands for whatever must not be seen. */
export const PLANTED = 'planted-secret';

/** An event as Sentry answers it, with a secret or a person in each field that has room for one. */
export function plantedEvent(): RawEvent {
  const secret = (place: string) => `${PLANTED} of ${place}`;
  const url = `https://user:${PLANTED}@shop.example.com/pay?token=${PLANTED}&page=2&code=${PLANTED}`;
  const address = `${url}#${PLANTED}`;
  return {
    id: 'a'.repeat(32),
    title: `TypeError: ${url} by ada@example.com`,
    message: `Bearer ${PLANTED}-and-then-some`,
    culprit: 'checkout in submitOrder',
    user: {
      id: secret('the user id'),
      email: 'ada@example.com',
      username: secret('the user name'),
      name: secret('the name'),
      ip_address: '10.20.30.40',
      geo: { city: secret('the city') },
      data: { plan: secret('the user data') },
    },
    tags: [
      { key: 'browser', value: 'Firefox 140' },
      { key: 'user', value: `id:${PLANTED}` },
      { key: 'user.email', value: 'ada@example.com' },
      { key: 'ip', value: '10.20.30.40' },
      { key: 'session_token', value: secret('a tag') },
      { key: 'url', value: address },
      { key: null, value: null },
    ],
    contexts: {
      browser: { name: 'Firefox', version: '140', cookie: secret('browser') },
      device: { family: 'Mac', name: secret('the name of a device') },
      profile: { email: 'ada@example.com', card: secret('a context') },
      trace: { trace_id: 'b'.repeat(32), data: { 'http.query': PLANTED } },
    },
    context: { cart: secret('extra') },
    packages: { express: secret('packages') },
    sdk: { name: 'sentry.javascript.node', version: '10.1.0' },
    _meta: { user: { email: secret('_meta') } },
    userReport: { email: 'ada@example.com', comments: secret('a report') },
    errors: [{ type: 'js_no_source', data: { url: address, value: PLANTED } }],
    entries: [
      {
        type: 'exception',
        data: {
          values: [
            {
              type: 'TypeError',
              value: `no total, see ${url} (ada@example.com)`,
              mechanism: {
                type: 'onerror',
                handled: false,
                data: { handler: secret('a mechanism') },
                meta: { errno: secret('a meta') },
              },
              stacktrace: {
                frames: [
                  {
                    filename: `https://shop.example.com/app.js?v=${PLANTED}`,
                    absPath: `https://user:${PLANTED}@shop.example.com/app.js#${PLANTED}`,
                    function: 'submitOrder',
                    lineNo: 12,
                    inApp: true,
                    context: [[12, '  throw new TypeError("no total");']],
                    vars: { card: secret('a variable') },
                    sourceLink: secret('a source link'),
                  },
                ],
              },
            },
          ],
        },
      },
      {
        type: 'breadcrumbs',
        data: {
          values: [
            {
              timestamp: '2026-11-01T10:00:00.000Z',
              type: 'http',
              category: 'fetch',
              level: 'info',
              message: `GET ${url}`,
              data: {
                method: 'GET',
                url: address,
                status_code: 500,
                request_body: secret('a breadcrumb'),
              },
            },
          ],
        },
      },
      {
        type: 'request',
        data: {
          method: 'POST',
          url: `https://user:${PLANTED}@shop.example.com/pay`,
          query: [
            ['page', '2'],
            ['token', PLANTED],
            ['email', 'ada@example.com'],
          ],
          fragment: PLANTED,
          cookies: [['session', PLANTED]],
          headers: [
            ['Content-Type', 'application/json'],
            ['User-Agent', 'Firefox'],
            ['Authorization', `Bearer ${PLANTED}`],
            ['Cookie', `session=${PLANTED}`],
            ['X-Api-Key', PLANTED],
            ['X-Forwarded-For', '10.20.30.40'],
            ['X-Tenant', secret('a header')],
            ['Referer', url],
          ],
          env: { REMOTE_ADDR: '10.20.30.40', SECRET: PLANTED },
          data: { card: secret('a body') },
        },
      },
      { type: 'unknown-one', data: { values: [secret('an unknown entry')] } },
    ],
  };
}
