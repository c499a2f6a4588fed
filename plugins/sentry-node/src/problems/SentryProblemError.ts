import {
  sentryProblemStatus,
  type SentryProblem,
  type SentryProblemCode,
} from 'backstage-plugin-sentry-common';

/**
 * What a failure means to the code that asked, where its code does not say:
 *
 * - `multi-project`: the organization's plan has no view over several projects; asking for one
 *   project at a time works.
 * - `project-access`: at least one of the projects is out of the credential's sight. Sentry does
 *   not say which: `hasAccess` of `listProjects` does, or asking for one project at a time. A
 *   server older than June 2026 answers a missing scope in the same way; each project is then
 *   refused, too.
 * - `unknown-environment`: the organization has no environment of a name that was asked for.
 *   Another one may have it.
 * - `not-found`: an endpoint that the server does not have, or something that it does not show.
 * - `queue-full`: Sentry was not asked, as the caller has too many other calls waiting. Says
 *   nothing of Sentry, and nothing to other callers.
 *
 * @public
 */
export type SentryProblemReason =
  | 'multi-project'
  | 'project-access'
  | 'unknown-environment'
  | 'not-found'
  | 'queue-full';

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
  readonly #reason?: SentryProblemReason;

  constructor(
    problem: SentryProblem,
    options: { reason?: SentryProblemReason } = {},
  ) {
    super(problem.message);
    this.#reason = options.reason;
    this.name = 'SentryProblemError';
    const { message: _message, ...fields } = problem;
    this.code = problem.code;
    Object.assign(this, fields);
    this.statusCode = sentryProblemStatus[problem.code];
  }

  /** Not part of the problem: it gets into no answer. */
  get reason(): SentryProblemReason | undefined {
    return this.#reason;
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
