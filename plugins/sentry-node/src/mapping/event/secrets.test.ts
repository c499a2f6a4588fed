import { toTagDistributions } from '../tags';
import { PLANTED, plantedEvent } from '../../__testUtils__/plantedEvent';
import { toSentryEvent } from './event';
import { RawEvent } from './types';
import { sentryDetailFields, SentryDetailField } from '../../config/types';
import { toExternalIssues } from '../detail';

describe('planted', () => {
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

    it.each<[SentryDetailField, (event: ReturnType<typeof mapped>) => unknown]>(
      [
        ['requestHeaders', event => event.request?.headers],
        ['requestBody', event => event.request?.body],
        ['localVariables', event => event.exceptions[0].frames[0].variables],
        ['userIdentity', event => event.user],
        ['extra', event => event.extra],
        ['breadcrumbData', event => event.breadcrumbs[0].data],
      ],
    )(
      'shows %s where config opts in to it, and nothing else',
      (field, part) => {
        expect(JSON.stringify(part(mapped(field)))).toContain(PLANTED);
        const others = sentryDetailFields.filter(other => other !== field);
        expect(JSON.stringify(part(mapped(...others)) ?? '')).not.toContain(
          PLANTED,
        );
      },
    );

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
});

describe('hostile', () => {
  const context = { baseUrl: 'https://sentry.io', organization: 'acme' };
  const map = (fields: Record<string, unknown>) => {
    const raw: RawEvent = { id: 'a'.repeat(32), ...fields };
    return toSentryEvent(raw, context);
  };
  const PERSONAL = [
    'user',
    'user.id',
    'user_id',
    'userId',
    'username',
    'customer_email',
    'userEmail',
    'client_ip',
    'ip_address',
    'remote_addr',
    'geo.city',
    'full_name',
  ];

  describe('what identifies a person', () => {
    it.each(PERSONAL)('is no tag that is shown: %s', key => {
      expect(map({ tags: [{ key, value: PLANTED }] }).tags).toEqual([]);
      expect(
        toTagDistributions([
          { key, topValues: [{ value: PLANTED, count: 1 }] },
        ]),
      ).toEqual([]);
    });

    it.each(['user-agent', 'description', 'zip', 'ship', 'tenant'])(
      'is not the tag %s',
      key => {
        expect(map({ tags: [{ key, value: 'one' }] }).tags).toEqual([
          { key, value: 'one' },
        ]);
      },
    );

    it('is left out of feedback', () => {
      const evidenceDisplay = [
        { name: 'contact_email', value: PLANTED, important: false },
        { name: 'name', value: PLANTED, important: false },
        { name: 'message', value: 'It broke', important: true },
      ];
      expect(map({ occurrence: { evidenceDisplay } }).occurrence).toEqual({
        evidence: [{ name: 'message', value: 'It broke', important: true }],
      });
    });
  });

  describe('credentials', () => {
    it.each([
      'X-Auth-Key',
      'Ocp-Apim-Subscription-Key',
      'X-Remote-User',
      'X-Authenticated-Userid',
      'X-Original-Forwarded-For',
    ])('is no header that is shown, whatever config opts in to: %s', name => {
      const raw: RawEvent = {
        id: 'a'.repeat(32),
        entries: [{ type: 'request', data: { headers: [[name, PLANTED]] } }],
      };
      const include = [...sentryDetailFields];
      expect(toSentryEvent(raw, context, include).request).toEqual({
        headers: [],
      });
    });

    it('is no part of a query, though it is several words', () => {
      const data = {
        url: 'https://shop.example.com/pay',
        query: [
          ['q', 'red shoes'],
          ['token', `one "two" ${PLANTED}`],
          ['user[password]', `one ${PLANTED}`],
        ],
      };
      expect(map({ entries: [{ type: 'request', data }] }).request?.url).toBe(
        'https://shop.example.com/pay?q=red shoes&token=[removed]&user[password]=[removed]',
      );
    });

    it('is no link', () => {
      const links = [
        { displayName: 'One', webUrl: `https://x.example.com/?jwt=${PLANTED}` },
        { displayName: 'Two', webUrl: 'data:text/html,1' },
        { displayName: 'Three', webUrl: 'https://x.example.com/?page=3' },
      ];
      expect(toExternalIssues({ sentryAppIssues: links })).toEqual([
        { label: 'Three', url: 'https://x.example.com/?page=3' },
      ]);
    });
  });

  describe('an event made to hold everything up', () => {
    const text = 'Error at https://shop.example.com/?a=b "c": "d" '.repeat(40);
    const many = <T>(count: number, one: (index: number) => T) =>
      Array.from({ length: count }, (_, index) => one(index));

    it('is read as far as it is shown', () => {
      const frame = { filename: 'a.js', function: text, lineNo: 1 };
      const event = map({
        tags: many(200_000, index => ({ key: `k${index}`, value: text })),
        errors: many(200_000, index => ({ type: `t${index}`, message: text })),
        entries: [
          {
            type: 'threads',
            data: {
              values: many(20_000, index => ({
                crashed: index === 19_999,
                name: String(index),
                stacktrace: { frames: many(30, () => frame) },
              })),
            },
          },
        ],
      });
      expect(event.tags).toHaveLength(100);
      expect(event.threads).toHaveLength(20);
      expect(event.threads[0].name).toBe('19999');
      expect(event.errors).toHaveLength(1);
    });

    /** Everything that an event has room for, each text as long as it may be. */
    function fullEvent(times: number, letter: string) {
      let read = 0;
      const long = letter.repeat(3_000);
      const frame = () => ({
        // Counts what is read of it.
        get filename() {
          read += 1;
          return long;
        },
        absPath: long,
        module: long,
        function: long,
        package: long,
        inApp: true,
        lineNo: 10,
        context: many(40, index => [index, long]),
        vars: Object.fromEntries(many(60, index => [`${index}`, { a: long }])),
      });
      const trace = { frames: many(30 * times, frame) };
      const values = many(20 * times, () => ({
        type: long,
        value: long,
        message: long,
        name: long,
        stacktrace: trace,
        data: { url: long, from: long, to: long, more: long },
      }));
      const raw: RawEvent = {
        id: 'a'.repeat(32),
        ...Object.fromEntries(
          [
            'title',
            'message',
            'culprit',
            'platform',
            'environment',
            'dist',
          ].map(name => [name, long]),
        ),
        tags: many(100 * times, index => ({ key: `k${index}`, value: long })),
        context: Object.fromEntries(many(100, index => [`${index}`, long])),
        occurrence: {
          evidenceDisplay: many(100, () => ({ name: 'x', value: long })),
        },
        errors: many(100 * times, index => ({
          type: `${index}`,
          message: long,
        })),
        entries: [
          { type: 'exception', data: { values } },
          { type: 'threads', data: { values } },
          { type: 'breadcrumbs', data: { values } },
          {
            type: 'request',
            data: {
              url: long,
              query: many(500, () => ['q', long]),
              headers: many(100, () => ['Accept', long]),
              data: values.slice(0, 1),
            },
          },
        ],
      };
      const event = toSentryEvent(raw, context, [...sentryDetailFields]);
      return { event, framesRead: () => read };
    }

    it.each([
      ['a', 'letters'],
      ['"', 'signs that JSON escapes'],
      ['\u4e2d', 'letters of three bytes'],
      ['\ud800', 'halves of letters'],
      ['\u202e', 'letters that are not shown'],
    ])(
      'takes no more of an answer than it may, and no more work where it is larger: %j, %s',
      letter => {
        const [small, large] = [1, 5].map(times => fullEvent(times, letter));
        for (const { event, framesRead } of [small, large]) {
          expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(
            700_000,
          );
          expect(framesRead()).toBeLessThan(3_500);
        }
        expect(large.framesRead()).toBeLessThan(2 * small.framesRead() + 100);
      },
    );

    it('says what it left out for want of room', () => {
      const { event } = fullEvent(2, 'a');
      const [first] = event.exceptions;
      const { before = 0, count = 0 } = first.framesOmitted ?? {};
      expect(first.frames).toHaveLength(before);
      expect(before + count).toBe(60);
      expect(event.exceptionsOmitted).toBe(40 - event.exceptions.length);
      expect(event.breadcrumbsOmitted).toBe(40 - event.breadcrumbs.length);
    });
  });
});
