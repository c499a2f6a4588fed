import { PLANTED, plantedEvent } from '../../__testUtils__/plantedEvent';
import { toSentryEvent } from './toSentryEvent';
import { sentryDetailFields, type SentryDetailField } from './types';

const context = { baseUrl: 'https://sentry.io', organization: 'acme' };
const mapped = (...include: SentryDetailField[]) =>
  toSentryEvent(plantedEvent(), context, include);

describe('an event with secrets in every field', () => {
  it('leaves without any of them, and without its user', () => {
    const text = JSON.stringify(mapped());
    expect(text).not.toContain(PLANTED);
    expect(text).not.toContain('ada@example.com');
    expect(text).not.toContain('10.20.30.40');
  });

  it('keeps what explains the failure', () => {
    expect(mapped()).toMatchObject({
      culprit: 'checkout in submitOrder',
      exceptions: [
        {
          type: 'TypeError',
          mechanism: { type: 'onerror', handled: false },
          frames: [
            {
              filename: 'https://shop.example.com/app.js',
              function: 'submitOrder',
              lineNo: 12,
              inApp: true,
              context: [[12, '  throw new TypeError("no total");']],
            },
          ],
        },
      ],
      request: {
        method: 'POST',
        url: 'https://shop.example.com/pay?page=2&token=[removed]&email=[removed]',
        headers: [
          ['Content-Type', 'application/json'],
          ['User-Agent', 'Firefox'],
        ],
      },
      breadcrumbs: [
        {
          data: [
            ['method', 'GET'],
            [
              'url',
              'https://shop.example.com/pay?token=[removed]&page=2&code=[removed]',
            ],
            ['status_code', '500'],
          ],
        },
      ],
      contexts: [
        {
          name: 'browser',
          facts: [
            ['name', 'Firefox'],
            ['version', '140'],
          ],
        },
        { name: 'device', facts: [['family', 'Mac']] },
        { name: 'trace', facts: [['trace_id', 'b'.repeat(32)]] },
      ],
      errors: ['The source code was not found: https://shop.example.com/pay'],
    });
    expect(mapped().tags.map(({ key }) => key)).toEqual(['browser', 'url']);
  });

  it.each<[SentryDetailField, (event: ReturnType<typeof mapped>) => unknown]>([
    ['requestHeaders', event => event.request?.headers],
    ['requestBody', event => event.request?.body],
    ['localVariables', event => event.exceptions[0].frames[0].variables],
    ['userIdentity', event => event.user],
    ['extra', event => event.extra],
    ['breadcrumbData', event => event.breadcrumbs[0].data],
  ])('shows %s where config opts in to it, and nothing else', (field, part) => {
    expect(JSON.stringify(part(mapped(field)))).toContain(PLANTED);
    const others = sentryDetailFields.filter(other => other !== field);
    expect(JSON.stringify(part(mapped(...others)) ?? '')).not.toContain(
      PLANTED,
    );
  });

  it('never has cookies, credentials and IP addresses, even where config opts in to everything', () => {
    const { request, user } = mapped(...sentryDetailFields);
    expect(request?.headers.map(([name]) => name)).toEqual([
      'Content-Type',
      'User-Agent',
      'X-Tenant',
      'Referer',
    ]);
    expect(user).toEqual({
      id: expect.any(String),
      username: expect.any(String),
      name: expect.any(String),
      email: 'ada@example.com',
    });
    expect(JSON.stringify(mapped(...sentryDetailFields))).not.toContain(
      '10.20.30.40',
    );
  });

  it('leaves out what is named like a secret even where config opts in', () => {
    const event = toSentryEvent(
      {
        id: 'a'.repeat(32),
        context: { apiToken: PLANTED, cart: { password: PLANTED, items: 2 } },
      },
      context,
      ['extra'],
    );
    expect(event.extra).toEqual([
      ['apiToken', '[removed]'],
      ['cart', '{"password":"[removed]","items":2}'],
    ]);
  });
});
