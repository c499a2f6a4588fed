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
    ['sk-proj', `-${'aB3_-'.repeat(8)}`],
    ['sk-ant', `-api03-${'aB3-_'.repeat(8)}`],
    ['sk', `-${'aB3'.repeat(16)}`],
    ['hf', `_${'aB'.repeat(17)}`],
    ['SG', `.${'a'.repeat(22)}.${'b'.repeat(43)}`],
    ['-----BEGIN RSA PRIVATE KEY', '-----\nabc\n-----END RSA PRIVATE KEY-----'],
    ['-----BEGIN PRIVATE KEY', '-----\nabc'],
  ])('takes out %s%s', (start, rest) => {
    expect(withoutCredentialForms(`It says ${start}${rest}`)).toBe(
      'It says [removed]',
    );
  });

  it('takes out what a webhook of Slack is posted with', () => {
    const path = ['T00000000', 'B00000000', 'x'.repeat(24)].join('/');
    expect(
      withoutCredentialForms(
        `POST https://hooks.slack.com/services/${path}: 404`,
      ),
    ).toBe('POST https://hooks.slack.com/services/[removed]: 404');
  });

  it.each([
    ...['npm-package-with-a-long-name', 'skip_live_test', 'eyJ.a', 'task'],
    ...['task-proj-with-a-long-name', 'sk-antenna', 'hf_transfer', 'SG.md'],
    'https://hooks.slack.com/services/',
    'eyJhbGciOi-eyJhbGciOi.short',
  ])('leaves %s as it is', text => {
    expect(withoutCredentialForms(text)).toBe(text);
  });

  it('takes no longer for texts made to hold it up', () => {
    for (const part of ['SG.', 'sk-', 'sk-ant-', 'hf_', 'hooks.slack.com/']) {
      expect(withoutCredentialForms(part.repeat(30_000))).not.toBe('');
    }
    const almost = '-eyJ'.repeat(50_000);
    expect(withoutCredentialForms(almost) === almost).toBe(true);
    expect(withoutCredentialForms(`SG.${'a-'.repeat(50_000)}`)).not.toBe('');
  });
});
