import type { SentryProjectKey } from '../types';
import type { sentryProblemStatus } from './codes';

/**
 * What kind of failure a {@link SentryProblem} is.
 *
 * @public
 */
export type SentryProblemCode = keyof typeof sentryProblemStatus;

/**
 * A failure told so that its reader can act on it.
 *
 * As the answer to a request it is Backstage's error body, with these fields on
 * `error`; within an answer that is otherwise fine it stands in `problems`.
 *
 * @public
 */
export interface SentryProblem {
  code: SentryProblemCode;
  /** What happened, in one sentence. */
  message: string;
  /** What to do about it, and who can. */
  action?: string;
  /** The project the failure belongs to, where it is one project's. */
  project?: Partial<SentryProjectKey>;
  /** Whole seconds until it is worth asking again. */
  retryAfterSeconds?: number;
  /** Where it was something to be changed that failed; absent for what was to be read. */
  isChange?: true;
  /** The address of a page that explains more. */
  documentation?: string;
}
