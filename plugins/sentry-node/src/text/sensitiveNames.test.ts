import { isSensitiveName, isSensitiveParameter } from './sensitiveNames';

describe('isSensitiveName', () => {
  it.each([
    ...['password', 'db_password', 'userPwd', 'client_secret', 'tokens'],
    ...['sessionId', 'access_tokens', 'AccountKey', 'secret_account'],
    ...['ssn', 'SSN', 'user_ssn', 'userSsn', 'userSSN', 'ssnLast4', 'SSNLast4'],
    ...['ssn_last_4', 'customer.ssn', 'x-ssn', 'password_hat', 'token_count_x'],
  ])('knows %s', name => {
    expect(isSensitiveName(name)).toBe(true);
  });

  it.each([
    ...['className', 'processName', 'businessName', 'accessNumber'],
    ...['classname', 'CLASSNAME', 'PROCESSNAME', 'business_name', 'assnHead'],
    ...['PublicKeyToken', 'token_type', 'tokenType', 'CancellationToken'],
    ...['max_tokens', 'prompt_tokens', 'max_output_tokens', 'maxTokens'],
    ...['session_count', 'sessionCount', 'token.count', 'password_length'],
    ...['password_reset_at', 'sessionTimeout'],
  ])('does not take %s for one', name => {
    expect(isSensitiveName(name)).toBe(false);
  });

  it('takes no longer for a name made to hold it up', () => {
    expect(isSensitiveName('max_'.repeat(100_000))).toBe(false);
    expect(isSensitiveName('ssnsn'.repeat(100_000))).toBe(false);
    expect(isSensitiveName('token_'.repeat(100_000))).toBe(true);
  });
});

describe('isSensitiveParameter', () => {
  it.each(['user[password]', 'a?token', 'code', 'ssn'])('knows %s', name => {
    expect(isSensitiveParameter(name)).toBe(true);
  });

  it.each(['token_type', 'item[className]', 'page', 'postcode'])(
    'does not take %s for one',
    name => {
      expect(isSensitiveParameter(name)).toBe(false);
    },
  );
});
