/** How an amount is shown; the options throw a RangeError for an unknown currency. */
export function currencyOptions(currency: string): Intl.NumberFormatOptions {
  return { style: 'currency', currency };
}
