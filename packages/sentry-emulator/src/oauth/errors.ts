/** An error of the token and revoke endpoints, RFC 6749 §5.2: Sentry describes none. */
export class OAuthError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string) {
    super(`OAuth error ${code}`);
    this.code = code;
    this.status = code === 'invalid_client' ? 401 : 400;
  }
}

/** What the browser is shown where the application can't be told. */
export class OAuthPageError extends Error {}
