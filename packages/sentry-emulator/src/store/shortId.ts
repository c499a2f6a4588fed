/** Crockford's alphabet, in which Sentry counts: no I, L, O, U. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `SHOP-WEB-1A` for the 42nd issue of shop-web. */
export function formatShortId(projectSlug: string, number: number): string {
  let rest = number;
  let text = '';
  do {
    text = digits[rest % 32] + text;
    rest = Math.floor(rest / 32);
  } while (rest > 0);
  return `${projectSlug.toUpperCase()}-${text}`;
}
