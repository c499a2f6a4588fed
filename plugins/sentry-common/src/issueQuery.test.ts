import { isSentryStatsPeriod, sentryIssuesDefaults } from './issueQuery';

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
