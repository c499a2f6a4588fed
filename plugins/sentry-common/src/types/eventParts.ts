import type { SentryIssueLevel } from './issue';

/**
 * Something that happened before an event.
 *
 * @public
 */
export interface SentryBreadcrumb {
  /** ISO 8601, UTC. */
  timestamp?: string;
  /** Such as `default`, `http`, `navigation`, `ui`, `query`. */
  type?: string;
  /** Such as `fetch` or `ui.click`. */
  category?: string;
  level?: SentryIssueLevel;
  message?: string;
  /**
   * Of requests and navigation: method, address without secrets, status, and where
   * from and to. Anything else only where config opts in to `breadcrumbData`.
   */
  data?: [name: string, value: string][];
}

/**
 * What the program was asked for when an event happened.
 *
 * @public
 */
export interface SentryEventRequest {
  method?: string;
  /**
   * Without credentials and fragment; values of sensitive query parameters are
   * `[removed]`.
   */
  url?: string;
  /**
   * Headers of the safe list: accept, accept-encoding, accept-language,
   * cache-control, content-encoding, content-length, content-type, host, user-agent.
   * Others only where config opts in to `requestHeaders`; cookies and credentials never.
   */
  headers: [name: string, value: string][];
  /** Only where config opts in to `requestBody`. */
  body?: string;
}
