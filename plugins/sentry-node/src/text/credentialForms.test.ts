import { withoutCredentialForms } from './credentialForms';

describe('withoutCredentialForms', () => {
  // Put together, so that nothing that searches this repository takes one for real.
  it.each([
    ['sntryu', '_abc'],
    ['eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl'],
    ['ghp', `_${'a'.repeat(36)}`],
    ['glpat', `-${'a'.repeat(20)}`],
    ['xoxb', '-123456789012-abcdef'],
    ['sk_live', '_abcdefghijkl'],
    ['AKIA', 'ABCDEFGHIJKLMNOP'],
    ['-----BEGIN RSA PRIVATE KEY', '-----\nabc\n-----END RSA PRIVATE KEY-----'],
    ['-----BEGIN PRIVATE KEY', '-----\nabc'],
  ])('takes out %s%s', (start, rest) => {
    expect(withoutCredentialForms(`It says ${start}${rest}`)).toBe(
      'It says [removed]',
    );
  });

  it.each(['npm-package-with-a-long-name', 'skip_live_test', 'eyJ.a', 'task'])(
    'leaves %s as it is',
    text => {
      expect(withoutCredentialForms(text)).toBe(text);
    },
  );
});
