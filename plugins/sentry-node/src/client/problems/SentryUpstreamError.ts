import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from '../../problems/SentryProblemError';

/** What an answer tells besides its problem. */
interface Upstream {
  status: number;
  multiProject?: boolean;
  projectRefusal?: boolean;
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

  constructor(problem: SentryProblem, upstream: Upstream) {
    super(problem);
    this.#upstream = upstream;
  }

  static #is(error: unknown, fact: Exclude<keyof Upstream, 'status'>): boolean {
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
    return SentryUpstreamError.#is(error, 'multiProject');
  }

  static isProjectRefusal(error: unknown): boolean {
    return SentryUpstreamError.#is(error, 'projectRefusal');
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

/**
 * Whether Sentry refused a list because the organization's plan has no view over
 * several projects: asking for one project at a time works.
 *
 * @public
 */
export function isSentryMultiProjectRefusal(error: unknown): boolean {
  return SentryUpstreamError.isMultiProject(error);
}

/**
 * Whether Sentry refused a list because at least one of the projects asked for is out of
 * the credential's sight. It does not say which: `hasAccess` of `listProjects` tells that,
 * or asking for one project at a time. A server older than June 2026 answers a missing
 * scope in the same way; each project is then refused, too.
 *
 * @public
 */
export function isSentryProjectRefusal(error: unknown): boolean {
  return SentryUpstreamError.isProjectRefusal(error);
}

/**
 * Whether Sentry answered that there is nothing where it was asked: an endpoint that this
 * server does not have, or something that it does not show.
 *
 * @public
 */
export function isSentryNotFound(error: unknown): boolean {
  return SentryUpstreamError.hasStatus(error, 404);
}
