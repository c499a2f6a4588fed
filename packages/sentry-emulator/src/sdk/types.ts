/**
 * An error or message to send through the official SDK.
 *
 * @public
 */
export interface SdkEvent {
  /** The error itself, with its stack and causes. */
  error?: unknown;
  /** Name of the error's class, where `error` is not given: such an error has no stack. */
  type?: string;
  /** Message of the error. */
  value?: string;
  /** A message instead of an error. */
  message?: string;
  /** When it happened, in milliseconds since 1970. Default: now. */
  time?: number;
  /** 32 hex digits. Default: chosen by the SDK. */
  eventId?: string;
  /** Default `production`, as in the SDK. */
  environment?: string;
  release?: string;
  /** Id of the user that met it. */
  user?: string;
  level?: 'fatal' | 'error' | 'warning' | 'info' | 'debug';
  /** `{{ default }}` stands for Sentry's own grouping. */
  fingerprint?: string[];
  tags?: Record<string, string>;
  transaction?: string;
  /** Whether nobody caught the error. Default false. */
  unhandled?: boolean;
  /** What the program was asked for. */
  request?: {
    url: string;
    method: string;
    headers?: Record<string, string>;
  };
  breadcrumbs?: {
    category: string;
    message: string;
    /** Seconds before the event. */
    secondsBefore: number;
    type?: string;
    level?: 'fatal' | 'error' | 'warning' | 'info' | 'debug';
    data?: Record<string, unknown>;
  }[];
  contexts?: Record<string, Record<string, unknown>>;
  extra?: Record<string, unknown>;
  /** Files that go with it. */
  attachments?: { filename: string; data: string; contentType?: string }[];
}

/**
 * Sessions to tell of with the official SDK: so many of one user, release and
 * environment that began at the same time.
 *
 * @public
 */
export interface SdkSessions {
  release: string;
  /** Default `production`. */
  environment?: string;
  /** Id of the user or the device. Without one, users can't be counted. */
  user?: string;
  /** Milliseconds since 1970. Default: now. */
  started?: number;
  /** How many ended well. */
  exited?: number;
  /** How many had errors that were caught. */
  errored?: number;
  crashed?: number;
}
