import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { withoutCredentials } from './withoutCredentials';

const token = 'ab'.repeat(32);
const problem = {
  code: 'SSO_REQUIRED',
  message: 'Sign in.',
  action: 'Go there.',
  documentation: 'https://sentry.example.com/auth/login/acme/',
  project: { organization: 'acme' },
} as const;

describe('withoutCredentials', () => {
  it('leaves a problem as it is that holds none', () => {
    const error = new SentryProblemError(problem);
    expect(withoutCredentials(error)).toBe(error);
  });

  it.each([
    token,
    `Bearer ${token}`,
    `Bearer%20${token}`,
    'Basic YWJjZGVmZ2g6',
    'Bearer opaque-secret',
    `sntryu_${token}`,
    'sntrys_eyJpYXQiOjF9_abc',
  ])('takes out %s', secret => {
    const text = `It says ${secret} there`;
    const error = withoutCredentials(
      new SentryProblemError({ ...problem, message: text, action: text }),
    );
    expect(error.toProblem()).toEqual({
      ...problem,
      message: 'It says [removed] there',
      action: 'It says [removed] there',
    });
  });

  it('leaves out an address with one', () => {
    const documentation = `https://sentry.example.com/?next=${token}`;
    const error = withoutCredentials(
      new SentryProblemError({ ...problem, documentation }),
    );
    expect(error.toProblem()).not.toHaveProperty('documentation');
  });

  it('leaves the id of an event', () => {
    const message = `No event ${'0f'.repeat(16)}`;
    const error = new SentryProblemError({ ...problem, message });
    expect(withoutCredentials(error)).toBe(error);
  });
});
