/** An answer of Sentry's that is no success. */
export class SentryApiError extends Error {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    body: unknown,
    headers: Record<string, string> = {},
  ) {
    super(`Sentry answers ${status}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }

  static badRequest(detail: string): SentryApiError {
    return new SentryApiError(400, { detail });
  }

  static unauthorized(detail: string): SentryApiError {
    return new SentryApiError(401, { detail });
  }

  static forbidden(headers?: Record<string, string>): SentryApiError {
    return new SentryApiError(
      403,
      { detail: 'You do not have permission to perform this action.' },
      headers,
    );
  }

  static notFound(
    detail = 'The requested resource does not exist',
  ): SentryApiError {
    return new SentryApiError(404, { detail });
  }
}
