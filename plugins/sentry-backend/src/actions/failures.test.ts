import { mockServices } from '@backstage/backend-test-utils';
import { ForwardedError } from '@backstage/errors';
import {
  sentryProblemCodes,
  type SentryProblemCode,
} from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { toActionError } from './failures';

/** Those that the MCP server passes on; any other arrives as an error without a message. */
const names: Record<SentryProblemCode, string> = {
  ANNOTATION_MISSING: 'NotFoundError',
  ANNOTATION_INVALID: 'ConflictError',
  NOT_CONFIGURED: 'NotImplementedError',
  QUERY_INVALID: 'InputError',
  PROJECT_NOT_FOUND: 'NotFoundError',
  ORGANIZATION_NOT_FOUND: 'NotFoundError',
  ISSUE_NOT_FOUND: 'NotFoundError',
  TOKEN_REJECTED: 'ServiceUnavailableError',
  SCOPE_MISSING: 'ServiceUnavailableError',
  SSO_REQUIRED: 'ServiceUnavailableError',
  NOT_CONNECTED: 'ConflictError',
  RATE_LIMITED: 'ServiceUnavailableError',
  UPSTREAM_TIMEOUT: 'ServiceUnavailableError',
  UPSTREAM_UNAVAILABLE: 'ServiceUnavailableError',
  UPSTREAM_UNEXPECTED: 'ServiceUnavailableError',
};
const logger = mockServices.logger.mock();

describe('what an action fails with', () => {
  it.each(sentryProblemCodes)('says of %s what to do', code => {
    const { name, message } = toActionError(
      new SentryProblemError({ code, message: 'It failed.', action: 'Do so.' }),
      logger,
    );
    expect(name).toBe(names[code]);
    expect(message).toContain(`[${code}] It failed. Do so.`);
  });

  it('says how long to wait', () => {
    const { message } = toActionError(
      new SentryProblemError({
        code: 'RATE_LIMITED',
        message: 'The rate limit is used up.',
        retryAfterSeconds: 20,
      }),
      logger,
    );
    expect(message).toBe(
      '[RATE_LIMITED] The rate limit is used up. Try again in 20 s.',
    );
  });

  it('is readable where the reason is unknown, which only the log has', () => {
    logger.error.mockClear();
    const { name, message } = toActionError(new TypeError('secret'), logger);
    expect(name).toBe('ServiceUnavailableError');
    expect(message).not.toContain('secret');
    expect(logger.error).toHaveBeenCalledWith(
      'An action failed: TypeError: secret',
    );
    expect(toActionError(new ForwardedError('a', 'b'), logger).name).toBe(
      'ServiceUnavailableError',
    );
  });
});
