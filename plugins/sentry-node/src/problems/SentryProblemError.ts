import {
  sentryProblemStatus,
  type SentryProblem,
  type SentryProblemCode,
} from 'backstage-plugin-sentry-common';

/**
 * A {@link backstage-plugin-sentry-common#SentryProblem} as an error. Backstage's
 * error middleware answers it with `statusCode` and puts the other enumerable
 * fields into `error` of the body, so none of them may hold a secret. It takes no
 * cause for the same reason.
 *
 * @public
 */
export class SentryProblemError extends Error implements SentryProblem {
  readonly code: SentryProblemCode;
  readonly statusCode: number;
  readonly action?: string;
  readonly project?: SentryProblem['project'];
  readonly retryAfterSeconds?: number;
  readonly isChange?: true;
  readonly documentation?: string;

  constructor(problem: SentryProblem) {
    super(problem.message);
    this.name = 'SentryProblemError';
    const { message: _message, ...fields } = problem;
    this.code = problem.code;
    Object.assign(this, fields);
    this.statusCode = sentryProblemStatus[problem.code];
  }

  /** The problem as it goes into `problems` of an answer. */
  toProblem(): SentryProblem {
    return {
      code: this.code,
      message: this.message,
      ...(this.action && { action: this.action }),
      ...(this.project && { project: this.project }),
      ...(this.retryAfterSeconds !== undefined && {
        retryAfterSeconds: this.retryAfterSeconds,
      }),
      ...(this.isChange && { isChange: this.isChange }),
      ...(this.documentation && { documentation: this.documentation }),
    };
  }
}

/**
 * A call that was not made, for its caller has so many others waiting that its turn did not
 * come. It tells nothing of Sentry, and nothing to other callers.
 *
 * @public
 */
export class SentryTurnError extends SentryProblemError {}
