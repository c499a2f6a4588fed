import {
  isSentryStatsPeriod,
  sentryIssuesDefaults,
  isSentryShortId,
} from './issueQuery';

describe('isSentryStatsPeriod', () => {
  it.each(['1h', '24h', '14d', '90d', '12w', '2160h'])('takes %s', period => {
    expect(isSentryStatsPeriod(period)).toBe(true);
  });

  it.each([
    '',
    '0d',
    '91d',
    '13w',
    '2161h',
    '30m',
    '14',
    'd',
    '-1d',
    '1.5d',
    '14d ',
    '1d1h',
    '١٤d',
  ])('refuses %j', period => {
    expect(isSentryStatsPeriod(period)).toBe(false);
  });

  it('takes its own default', () => {
    expect(isSentryStatsPeriod(sentryIssuesDefaults.statsPeriod)).toBe(true);
  });
});

describe('isSentryShortId', () => {
  it.each(['SHOP-WEB-1A', 'shop-web-1a', 'API.V2-9', '_-_-Z', 'A-1'])(
    'takes %s for one',
    text => expect(isSentryShortId(text)).toBe(true),
  );

  it.each([
    '4501',
    'SHOP',
    'SHOP-',
    '-1A',
    'SHOP-1_A',
    'SHOP WEB-1A',
    'SHOP/WEB-1A',
    'SHOP-12345678901234',
    `${'A'.repeat(79)}-1`,
    '',
  ])('takes %j for none', text => expect(isSentryShortId(text)).toBe(false));
});
