import { PLANTED } from '../../__testUtils__/plantedEvent';
import { toExternalIssues } from '../detail/toExternalIssues';
import { toReleaseRef } from '../toReleaseRef';
import { toTagDistributions } from '../detail/toTags';
import { toSentryEvent } from './toSentryEvent';
import { sentryDetailFields, type RawSentryEvent } from './types';

const context = { baseUrl: 'https://sentry.io', organization: 'acme' };
const map = (fields: Record<string, unknown>) => {
  const raw: RawSentryEvent = { id: 'a'.repeat(32), ...fields };
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

describe('what tells of a person', () => {
  it.each(PERSONAL)('is no tag that is shown: %s', key => {
    expect(map({ tags: [{ key, value: PLANTED }] }).tags).toEqual([]);
    expect(
      toTagDistributions([{ key, topValues: [{ value: PLANTED, count: 1 }] }]),
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

  it('is no release', () => {
    const of = (version: string) => toReleaseRef({ version }, context)?.version;
    expect(of('shop@2.4.0-rc.beta')).toBe('shop@2.4.0-rc.beta');
    expect(of('ada@example.com@2.4.0')).toBeUndefined();
  });
});

describe('what lets somebody in', () => {
  it.each([
    'X-Auth-Key',
    'Ocp-Apim-Subscription-Key',
    'X-Remote-User',
    'X-Authenticated-Userid',
    'X-Original-Forwarded-For',
  ])('is no header that is shown, whatever config opts in to: %s', name => {
    const raw: RawSentryEvent = {
      id: 'a'.repeat(32),
      entries: [{ type: 'request', data: { headers: [[name, PLANTED]] } }],
    };
    const include = [...sentryDetailFields];
    expect(toSentryEvent(raw, { ...context, include }).request).toEqual({
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
});
