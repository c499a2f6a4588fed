// `<` is left out of what is between, or a header of these alone would take its length squared.
const LINK = /<[^<>]*>((?:\s*;\s*[A-Za-z*]+="[^"]*")*)/g;
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
    if (link.rel === 'next' && link.results === 'true' && link.cursor) {
      return link.cursor;
    }
  }
  return undefined;
}
