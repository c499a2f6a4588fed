import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { SentryProblemError, type SentryProblemReason } from '../../problems';

/** What an answer shows besides its problem. */
interface Upstream {
  status: number;
  noEndpoint?: boolean;
  webPage?: boolean;
  withoutBody?: boolean;
  unknownSort?: string;
}

/**
 * A problem made from an answer of Sentry's that keeps what this folder decides
 * by. In private fields, so that it gets into no answer of Backstage's.
 */
export class SentryUpstreamError extends SentryProblemError {
  readonly #upstream: Upstream;

  constructor(
    problem: SentryProblem,
    upstream: Upstream & { reason?: SentryProblemReason },
  ) {
    super(problem, upstream);
    this.#upstream = upstream;
  }

  static #is(
    error: unknown,
    fact: 'noEndpoint' | 'webPage' | 'withoutBody',
  ): boolean {
    return (
      error instanceof SentryUpstreamError && Boolean(error.#upstream[fact])
    );
  }

  /** Whether it is an upstream answer with one of these statuses. */
  static hasStatus(error: unknown, ...statuses: number[]): boolean {
    return (
      error instanceof SentryUpstreamError &&
      statuses.includes(error.#upstream.status)
    );
  }

  /** The order of issues that the server does not know, where that is why it refused. */
  static unknownSortOf(error: unknown): string | undefined {
    return error instanceof SentryUpstreamError
      ? error.#upstream.unknownSort
      : undefined;
  }

  static isMultiProject(error: unknown): boolean {
    return (
      error instanceof SentryProblemError && error.reason === 'multi-project'
    );
  }

  /** Whether it is a web page in place of data, though the status says success. */
  static isWebPage(error: unknown): boolean {
    return SentryUpstreamError.#is(error, 'webPage');
  }

  /** Whether the server has no such endpoint, as far as the organization is one of its own. */
  static isNoEndpoint(error: unknown): boolean {
    return SentryUpstreamError.#is(error, 'noEndpoint');
  }

  /**
   * Whether it is a 404 that says nothing: of an organization that sentry.io's gateway does
   * not know, or of what a plan does not have.
   */
  static isWithoutBody(error: unknown): boolean {
    return SentryUpstreamError.#is(error, 'withoutBody');
  }
}
