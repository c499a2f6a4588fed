import {
  isSentryProblem,
  isSentryProblemCode,
  sentryProblemCodes,
  sentryProblemStatus,
} from './problems';

describe('sentryProblemStatus', () => {
  it("never passes Sentry's own 401 and 403 on, which mean that Backstage refused", () => {
    expect(Object.values(sentryProblemStatus)).not.toContain(401);
    expect(Object.values(sentryProblemStatus)).not.toContain(403);
  });

  it('has no code that is answered with a plain 500', () => {
    expect(Object.values(sentryProblemStatus)).not.toContain(500);
  });
});

describe('isSentryProblemCode', () => {
  it('knows every code and no other', () => {
    expect(sentryProblemCodes.every(isSentryProblemCode)).toBe(true);
    for (const other of ['rate_limited', 'toString', '', 42, undefined]) {
      expect(isSentryProblemCode(other)).toBe(false);
    }
  });
});

describe('isSentryProblem', () => {
  it('takes what has a known code and a message', () => {
    expect(isSentryProblem({ code: 'RATE_LIMITED', message: 'x' })).toBe(true);
    expect(
      isSentryProblem({
        name: 'E',
        code: 'RATE_LIMITED',
        message: 'x',
        extra: 1,
      }),
    ).toBe(true);
  });

  it.each([
    null,
    undefined,
    'RATE_LIMITED',
    {},
    { code: 'RATE_LIMITED' },
    { message: 'x' },
    { code: 'OTHER', message: 'x' },
    { code: 'RATE_LIMITED', message: 1 },
  ])('refuses %j', value => {
    expect(isSentryProblem(value)).toBe(false);
  });
});
