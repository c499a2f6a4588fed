/**
 * What an event can be like: by the Node SDK or the browser SDK, with a chain of
 * causes, no frames, a message only, files; what a browser reports; what Sentry
 * finds by itself; and one with a secret wherever an SDK can put one.
 *
 * @public
 */
export type EventKind =
  | 'node'
  | 'chained'
  | 'noFrames'
  | 'message'
  | 'attachments'
  | 'browser'
  | 'minified'
  | 'csp'
  | 'generic'
  | 'secrets';

/**
 * Values to plant, each in the part of an event that it is named after.
 *
 * @public
 */
export interface EventSecrets {
  cookie: string;
  /** Of the header `Authorization`. */
  authorization: string;
  /** Of the header `X-Api-Key`. */
  header: string;
  /** Of the user, `X-Forwarded-For` and the server's `REMOTE_ADDR`. */
  ipAddress: string;
  email: string;
  username: string;
  userId: string;
  /** Of the user's further data. */
  userData: string;
  localVariable: string;
  requestBody: string;
  queryString: string;
  /** The name and password in a URL, `name:password`. */
  urlCredentials: string;
  fragment: string;
  environmentVariable: string;
  extra: string;
  context: string;
  breadcrumb: string;
}

/**
 * Where an event of the matrix is.
 *
 * @public
 */
export interface MatrixEvent {
  eventId: string;
  issueId: string;
  shortId: string;
}
