/**
 * One call of a stack trace.
 *
 * @public
 */
export interface SentryStackFrame {
  /** As the program knows the file, such as `src/checkout/order.ts`. */
  filename?: string;
  /** Where the file was when the program ran: a path or an address without its query. */
  absPath?: string;
  /** Such as a Java class or a Python module. */
  module?: string;
  function?: string;
  /** Counts from 1. */
  lineNo?: number;
  /** Counts from 1. */
  colNo?: number;
  /** Whether it is the program's own code, not a library's. */
  inApp: boolean;
  /**
   * Lines of source around the failing one, which has the number `lineNo`; 21 at
   * most, 300 characters each. Empty where Sentry has no source.
   */
  context: [lineNo: number, text: string][];
  /** The library or binary it belongs to, where the platform tells; of native code its path. */
  packageName?: string;
  /** Of the instruction, where native code has no more: `0x7f3a10c2`. */
  address?: string;
  /** Whether it looks like the output of a bundler, for which Sentry found no source map. */
  isMinified?: boolean;
  /** Local variables. Only where config opts in to `localVariables`. */
  variables?: [name: string, value: string][];
  /**
   * The line in the entity's own source, in the web pages of its source control: at the
   * event's commit when that is known, else at the branch that the entity names.
   */
  sourceUrl?: string;
}

/**
 * The calls that led somewhere.
 *
 * @public
 */
export interface SentryStackTrace {
  /** The newest call first; 100 at most. */
  frames: SentryStackFrame[];
  /**
   * Where frames were left out of the middle: `count` of them, before the frame at index
   * `before`.
   */
  framesOmitted?: { before: number; count: number };
}

/**
 * One exception of a chain.
 *
 * @public
 */
export interface SentryException extends SentryStackTrace {
  /** Such as `TypeError`. */
  type?: string;
  /** Its message. */
  value?: string;
  module?: string;
  /** How it got to Sentry. `handled` is absent where that is not known. */
  mechanism?: { type?: string; handled?: boolean };
}

/**
 * What a thread was doing.
 *
 * @public
 */
export interface SentryThread extends SentryStackTrace {
  id?: string;
  name?: string;
  crashed: boolean;
  current: boolean;
}
