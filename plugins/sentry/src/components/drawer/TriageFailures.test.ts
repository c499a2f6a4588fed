import {
  type SentryProblemCode,
  sentryProblemCodes,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemException,
  SentryRequestException,
  type SentryRequestFailure,
} from '../../api/errors';
import { canRetryChange } from './TriageFailures';

function problem(code: SentryProblemCode, action?: string) {
  return new SentryProblemException({ code, message: 'no', action });
}

describe('canRetryChange', () => {
  it('lets those changes be asked for again that may pass by themselves', () => {
    expect(
      sentryProblemCodes.filter(code => canRetryChange(problem(code), false)),
    ).toEqual([
      'NOT_CONNECTED',
      'RATE_LIMITED',
      'UPSTREAM_TIMEOUT',
      'UPSTREAM_UNAVAILABLE',
      'UPSTREAM_UNEXPECTED',
    ]);
  });

  it('lets those ask again who can connect anew, and not those who can’t', () => {
    const own = problem('SCOPE_MISSING', 'Choose Connect to Sentry again.');
    expect(canRetryChange(own, true)).toBe(true);
    expect(canRetryChange(own, undefined)).toBe(false);
  });

  it.each<[SentryRequestFailure, boolean]>([
    ['forbidden', false],
    ['not-found', false],
    ['bad-request', false],
    ['declined', true],
    ['unreachable', true],
    ['unexpected', true],
  ])('of what Backstage itself refused: %s', (reason, can) => {
    expect(canRetryChange(new SentryRequestException(reason, ''), false)).toBe(
      can,
    );
  });
});
