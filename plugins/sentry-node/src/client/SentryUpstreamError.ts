import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from '../problems/SentryProblemError';

/**
 * A problem made from an answer of Sentry's that keeps what this folder decides
 * by. In private fields, so that it gets into no answer of Backstage's.
 */
export class SentryUpstreamError extends SentryProblemError {
  readonly #status: number;
  readonly #multiProject: boolean;

  constructor(
    problem: SentryProblem,
    upstream: { status: number; multiProject?: boolean },
  ) {
    super(problem);
    this.#status = upstream.status;
    this.#multiProject = upstream.multiProject ?? false;
  }

  /** Whether it is an upstream answer with one of these statuses. */
  static hasStatus(error: unknown, ...statuses: number[]): boolean {
    return (
      error instanceof SentryUpstreamError && statuses.includes(error.#status)
    );
  }

  static isMultiProject(error: unknown): boolean {
    return error instanceof SentryUpstreamError && error.#multiProject;
  }
}

/**
 * Whether Sentry refused a list because the organization's plan has no view over
 * several projects: asking for one project at a time works.
 *
 * @public
 */
export function isSentryMultiProjectRefusal(error: unknown): boolean {
  return SentryUpstreamError.isMultiProject(error);
}
