import { withoutPersonalData } from './personalData';
import { shorten } from './shorten';

/** Longer than Sentry's list of all that `is:` takes. */
const MAX_LENGTH = 500;
/** Of what is looked at: the rest would be cut off anyway. */
const MAX_READ = 4_000;

const unsafe: [pattern: RegExp, instead: string][] = [
  // eslint-disable-next-line no-control-regex
  [/[\u0000-\u001f\u007f-\u009f]+/g, ' '],
  [/\b(bearer|basic|dsn)(?:\s|%20|\+)+\S+/gi, '$1 [removed]'],
  [/\bsntry[a-z]_\S+/gi, '[removed]'],
  // Sentry's tokens are 64 hex digits; its event ids, which may be shown, 32.
  [/[0-9a-f]{40,}/gi, '[removed]'],
];

/**
 * Text of another server, fit to be shown: bounded, and free of tokens, e-mail
 * and IP addresses.
 */
export function safeText(text: string): string {
  const safe = withoutPersonalData(
    unsafe.reduce(
      (before, [pattern, to]) => before.replace(pattern, to),
      text.slice(0, MAX_READ),
    ),
  ).trim();
  return shorten(safe, MAX_LENGTH);
}

/**
 * An address that another server names, fit to be shown: one whose path or parameters
 * `safeText` would change is left out.
 */
export function safeAddress(url: URL): string | undefined {
  const { href, origin } = url;
  const path = href.slice(origin.length);
  return safeText(path) === path ? href : undefined;
}
