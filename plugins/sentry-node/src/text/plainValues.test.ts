import { isNothing, isPlainValue } from './plainValues';

const plain = (name: string, value: string, before = '') =>
  isPlainValue({ name, value, before });

describe('isNothing', () => {
  it.each([
    ...['null', 'None', 'NULL', 'nil', 'undefined', 'true', 'False', 'default'],
    ...['""', "''", '\\"\\"', '"null"', '[]', '{}', '', 'None.'],
  ])('knows %s', value => {
    expect(isNothing(value)).toBe(true);
  });

  it.each(['nullable1', '"default"', 'nonesuch', '"x"', '[1]', '0', 'hunter2'])(
    'does not take %s for it',
    value => {
      expect(isNothing(value)).toBe(false);
    },
  );
});

describe('isPlainValue', () => {
  it.each([
    ['tokens_used', '1234'],
    ['sessionCount', '3'],
    ['password', '["This password is too short."]'],
    ['password', '["can\'t be blank", "is too short (minimum is 8 letters)"]'],
  ])('knows %s of %s', (name, value) => {
    expect(plain(name, value)).toBe(true);
  });

  it.each([
    ['token', 'IDENT', 'expected '],
    ['token', 'RPAREN', 'expected token=IDENT got '],
    ['token', "'export'", 'Unexpected '],
    ['token', '}', 'Unexpected '],
  ])('knows %s of %s after %s', (name, value, before) => {
    expect(plain(name, value, before)).toBe(true);
  });

  it.each([
    ['password', '1234', ''],
    ['token', '1234567', ''],
    ['token', '12a4', ''],
    ['password', '["hunter2"]', ''],
    ['passwords', '["correct horse battery staple"]', ''],
    ['password', '["it is hunter2"]', ''],
    ['password', '["This password is too short.", "hunter2"]', ''],
    ['password', '["This password is too short.", hunter2]', ''],
    ['cookies', '["this is it"]', ''],
    ['token', 'abcdef', 'got '],
    ['token', 'eyJhbGci', 'Unexpected '],
    ['token', 'IDENT', ''],
    ['api_token', 'IDENT', 'expected '],
  ])('does not take %s of %s for it, after "%s"', (name, value, before) => {
    expect(plain(name, value, before)).toBe(false);
  });

  it('takes no longer for values made to hold it up', () => {
    for (const part of ['"a ', '"', 'is ', "'", '\\"', '",']) {
      expect(plain('password', `[${part.repeat(100_000)}]`)).toBe(false);
    }
  });
});
