import type { Room } from './room';

/**
 * What of an event leaves the backend only where config says so.
 *
 * @public
 */
export const sentryDetailFields = [
  'requestHeaders',
  'requestBody',
  'localVariables',
  'userIdentity',
  'extra',
  'breadcrumbData',
] as const;

/**
 * One of {@link sentryDetailFields}.
 *
 * @public
 */
export type SentryDetailField = (typeof sentryDetailFields)[number];

/**
 * An event as Sentry answers it: anything may be in it, and much that must not leave
 * a backend is. `toSentryEvent` makes of it what may.
 *
 * @public
 */
export interface RawSentryEvent {
  /** 32 hex digits. */
  id: string;
  /** Of the issue. */
  groupID?: string | null;
  projectID?: string | null;
  /** What SDKs of any age sent: of no shape that could be relied on. */
  [field: string]: unknown;
}

/** What parts of an event are made with. */
export interface EventReading {
  include: ReadonlySet<SentryDetailField>;
  /** How many frames may still come with their source. */
  sources: { left: number };
  room: Room;
}
