// `<` is left out of what is between, or a header of these alone would take its length squared.
const LINK = /<[^<>]*>((?:\s*;\s*[A-Za-z*]+="[^"]*")*)/g;
/** Sentry's are of digits and colons, GlitchTip's base64; what is like neither is none. */
const CURSOR = /^[\w:=+/.%-]{1,500}$/;
const PARAMETER = /;\s*([A-Za-z*]+)="([^"]*)"/g;

/**
 * The cursor of the next page, from a `Link` header.
 *
 * Sentry names a next page even after the last one, and marks it with
 * `results="false"`. The URL in the header is not looked at: its host can differ
 * from the one that was asked, and the token must not follow it there. GlitchTip
 * writes the header as Python prints a set, which this reads as well.
 */
export function nextCursor(header: string | null): string | undefined {
  for (const [, parameters] of (header ?? '').matchAll(LINK)) {
    const link = Object.fromEntries(
      [...parameters.matchAll(PARAMETER)].map(([, name, value]) => [
        name.toLowerCase(),
        value,
      ]),
    );
    if (link.rel === 'next' && link.results === 'true') {
      return CURSOR.test(link.cursor ?? '') ? link.cursor : undefined;
    }
  }
  return undefined;
}
