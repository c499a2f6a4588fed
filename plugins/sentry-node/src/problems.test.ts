import { serializeError } from '@backstage/errors';
import { isSentryProblem } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from './problems';

const problem = {
  code: 'RATE_LIMITED',
  message: 'Too many requests.',
  action: 'Wait.',
  retryAfterSeconds: 7,
  isChange: true,
} as const;

describe('SentryProblemError', () => {
  it('carries its problem into the error body, with the status of its code', () => {
    const error = new SentryProblemError(problem);
    expect(error.statusCode).toBe(429);
    const body = JSON.parse(JSON.stringify(serializeError(error)));
    expect(body).toMatchObject({ name: 'SentryProblemError', ...problem });
    expect(isSentryProblem(body)).toBe(true);
  });

  it('gives back the problem it was made of', () => {
    expect(new SentryProblemError(problem).toProblem()).toEqual(problem);
  });
});
