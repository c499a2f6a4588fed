import { isIP } from 'node:net';

// `%40` is the @ within a URL. Bounded as addresses are, so that a long text without one costs no more than its length.
const E_MAIL =
  /[^\s@<>"'(),;:]{1,64}(?:@|%40)[^\s@<>"'(),;:]{1,255}\.(?:xn--[A-Za-z0-9-]{1,59}|[A-Za-z]{2,63})/g;

/** What addresses could be; whether they are, Node decides. `Chrome/120.0.0.0` is none. */
const IPV4 = /(?<![\w.]|\w\/)\d{1,3}(?:\.\d{1,3}){3}(?!\.?\w)/g;
const IPV6 = /(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/gi;

/** Whether a text has an e-mail address in it. */
export function hasEmail(text: string): boolean {
  return text.search(E_MAIL) >= 0;
}

/**
 * Takes e-mail and IP addresses out of a text that programs wrote, such as the
 * message of an exception. Loopback addresses, to which
 * Node appends the port as in `::1:5432`, are nobody's and stay.
 */
export function withoutPersonalData(text: string): string {
  return text
    .replace(E_MAIL, '[e-mail]')
    .replace(IPV4, withoutAddress)
    .replace(IPV6, withoutAddress);
}

function withoutAddress(match: string): string {
  return isIP(match) && !/^(127\.|0\.0\.0\.0$|::1?(:\d+)?$)/.test(match)
    ? '[ip]'
    : match;
}
