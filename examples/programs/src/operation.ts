/** What a sample program is asked: all of it can be wrong, as in real life. */
export interface ProgramRequest {
  /** From the path, percent-encoded. */
  id: string;
  /** JSON. */
  body: string;
  /** ISO 4217. */
  currency: string;
}

/** A part of a sample program, and what it can be asked. */
export interface Operation {
  /** Method and path, the name of the transaction. */
  transaction: string;
  run(request: ProgramRequest): unknown;
  /** A body that is fine. */
  body: object;
  /** A body that breaks a rule of the business. */
  refused?: object;
}

/** How an amount is shown; the options throw a RangeError for an unknown currency. */
export function currencyOptions(currency: string): Intl.NumberFormatOptions {
  return { style: 'currency', currency };
}
