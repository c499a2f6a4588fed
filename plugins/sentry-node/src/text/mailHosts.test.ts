import { hasMailbox } from './mailHosts';

describe('hasMailbox', () => {
  it.each([
    'ada@example.com',
    'ada@example.com@1.0',
    'ada@example.com-1.0',
    'ada@example.com.feature',
    'ada@mail.example.co.uk',
    'ada@example.de',
    'ada@host.local',
    'ada@mail.corp',
    'ada%40example.com',
    'ada@example.\u0440\u0444',
    'ada@example.xn--p1ai',
    'web@feature.login by ada@example.com',
  ])('knows %s', name => {
    expect(hasMailbox(name)).toBe(true);
  });

  it.each([
    'web@feature.login-42',
    'app@next.beta',
    'web@release.candidate.2',
    '@acme/shop@next.rc-1',
    'shop@2.4.0',
    'user@host',
    'a.b.com',
  ])('does not take %s for one', name => {
    expect(hasMailbox(name)).toBe(false);
  });

  it('takes no longer for names made to hold it up', () => {
    expect(hasMailbox('a@b.beta '.repeat(20_000))).toBe(false);
    expect(hasMailbox('@'.repeat(100_000))).toBe(false);
  });
});
