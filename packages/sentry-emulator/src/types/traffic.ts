/**
 * A request of the Web API as it arrived, without headers and without the base path.
 *
 * @public
 */
export interface LoggedRequest {
  method: string;
  path: string;
  /** The raw query string without `?`. */
  query: string;
  /** 0 while unanswered, and where the connection was cut before an answer. */
  status: number;
}

/**
 * So many requests in each window of so many seconds.
 *
 * @public
 */
export interface EmulatorRateLimit {
  limit: number;
  windowSeconds: number;
}

/**
 * What goes wrong with requests of the Web API.
 *
 * @public
 */
export interface EmulatorFault {
  /** Prefix of the path it is for; absent: all. */
  path?: string;
  /** The method it is for; absent: all. */
  method?: string;
  /** Wait before the answer. */
  latencyMs?: number;
  /** Answer with this status, and the body the server has for it. */
  status?: number;
  /** What the body of `status` says as its `detail`, in place of the usual. */
  detail?: string | Record<string, unknown>;
  /** A HTML page (200, or `status`), a JSON answer cut off, or a connection cut. */
  body?: 'html' | 'truncated' | 'reset';
  /** Answer 429 above this many requests per window. */
  rateLimit?: EmulatorRateLimit;
  /** How many requests it hits before it is gone; absent: all. */
  times?: number;
}
