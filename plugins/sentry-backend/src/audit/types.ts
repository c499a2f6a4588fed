import type { JsonObject } from '@backstage/types';
import type {
  SentryCaller,
  SentryInstanceConfig,
} from 'backstage-plugin-sentry-node';
import type { Request } from 'express';
import type { SentryEntity } from '../access/types';

/** One use of Sentry on behalf of somebody. */
export interface SentryUse {
  /** Such as `issue-list`. */
  eventId: string;
  request: Request;
  /** The one issue it is about. Then every time is an event, whatever config says of lists. */
  issue?: string;
  /** Whose issues; absent where it is about no entity. */
  entityRef?: string;
  /** Which instances it asks, where it is about no entity. */
  instances?: SentryInstanceConfig[];
}

/** Somebody who was let in, and to what. */
export interface LetInCaller {
  caller: SentryCaller;
  /** Absent where it is about no entity. */
  entity?: SentryEntity;
}

/** How somebody is answered. */
export interface Reading<A extends LetInCaller, T> {
  /** Decides whether they are let in, and throws where not. */
  admit: () => Promise<A>;
  answer: (admitted: A) => Promise<T>;
}

/** How something is changed for somebody. */
export interface Changing<A extends LetInCaller, T> {
  /** Decides whether they may read it, and throws where not. */
  admit: () => Promise<A>;
  /** Reads what they ask for. */
  plan: (admitted: A) => Promise<PlannedChange<T>>;
}

/** What somebody asks to have changed. */
export interface PlannedChange<T> {
  /** What is told of it: which issues, and which fields. */
  meta: JsonObject;
  /** Decides whether it may be made, and throws where not. */
  permit: () => Promise<MakeChange<T>>;
}

/**
 * Makes a change.
 *
 * @param note - hears of each call to Sentry: what it was about, as whom, what it came to
 */
export type MakeChange<T> = (note: (act: JsonObject) => void) => Promise<T>;
