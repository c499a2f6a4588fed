import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from '../../problems';

/** What an answer shows besides its problem. */
interface Upstream {
  status: number;
  /** The server has no such endpoint, as far as the organization is one of its own. */
  noEndpoint?: boolean;
  /** A web page in place of data, though the status says success. */
  webPage?: boolean;
  /**
   * A 404 that says nothing: of an organization that sentry.io's gateway does not know, or of
   * what a plan does not have.
   */
  withoutBody?: boolean;
  /** The order of issues that the server does not know, where that is why it refused. */
  unknownSort?: string;
}

/**
 * A problem made from an answer of Sentry's that keeps what the client decides by. In
 * private fields, so that it gets into no answer of Backstage's.
 */
export class SentryUpstreamError extends SentryProblemError {
  readonly #upstream: Upstream;

  constructor(
    problem: SentryProblem,
    upstream: Upstream & { reason?: SentryProblemError['reason'] },
  ) {
    super(problem, upstream);
    this.#upstream = upstream;
  }

  /** What the answer showed; nothing of errors that come from no answer. */
  static of(error: unknown): Partial<Upstream> {
    return error instanceof SentryUpstreamError ? error.#upstream : {};
  }

  /** Whether it is an upstream answer with one of these statuses. */
  static hasStatus(error: unknown, ...statuses: number[]): boolean {
    const { status } = SentryUpstreamError.of(error);
    return status !== undefined && statuses.includes(status);
  }
}
