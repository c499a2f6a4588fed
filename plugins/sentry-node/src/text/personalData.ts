import { isIP } from 'node:net';

/** The sign itself, or as it is written in an address, in HTML and in JSON. */
const AT = /@|%(?:25)?40|&#(?:64|x40);|\\u0040/;
const LABEL = /[\p{L}\p{M}\p{N}-]{1,63}/u.source;
// Each part ends where the next one begins, so that a text made to hold it up does not.
const E_MAIL = new RegExp(
  `(?:"[^"@\\r\\n]{1,64}"|(?:(?!${AT.source})[^\\s<>"'(),;:/?&=]){1,64})(?:${AT.source})(?:${LABEL}\\.){1,8}(?:xn--[A-Za-z0-9-]{1,59}|\\p{L}[\\p{L}\\p{M}]{1,62})`,
  'gu',
);

/** What addresses could be; whether they are, Node decides. */
const IPV4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\w)/g;
const IPV6 = /(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/gi;
/** What a version stands behind: `Chrome/120.0.0.0`. A host in front of its address has a port behind it, or a dot. */
const PRODUCT = /(?:^|[\s(;,"'])[A-Za-z][\w-]{0,40}\/$/;
const LONGEST_PRODUCT = 43;

/** Whether a text has an e-mail address in it. */
export function hasEmail(text: string): boolean {
  return AT.test(text) && text.search(E_MAIL) >= 0;
}

/**
 * Takes e-mail and IP addresses out of a text that programs wrote, such as the
 * message of an exception. Loopback addresses, to which
 * Node appends the port as in `::1:5432`, are nobody's and stay.
 */
export function withoutPersonalData(text: string): string {
  const unnamed = AT.test(text) ? text.replace(E_MAIL, '[e-mail]') : text;
  return unnamed
    .replace(IPV4, (match, at: number, whole: string) =>
      isVersion(whole, at, at + match.length) ? match : withoutAddress(match),
    )
    .replace(IPV6, withoutAddress);
}

function isVersion(text: string, start: number, end: number): boolean {
  return (
    text[start - 1] === '/' &&
    !/^:\d/.test(text.slice(end, end + 2)) &&
    PRODUCT.test(text.slice(Math.max(0, start - LONGEST_PRODUCT), start))
  );
}

function withoutAddress(match: string): string {
  return isIP(match) && !/^(127\.|0\.0\.0\.0$|::1?(:\d+)?$)/.test(match)
    ? '[ip]'
    : match;
}
