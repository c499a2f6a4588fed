import { isIP } from 'node:net';

const E_MAIL = /[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+\.[A-Za-z0-9-]+/g;

/** What addresses could be; whether they are, Node decides. `Chrome/120.0.0.0` is none. */
const IPV4 = /(?<![\w.]|\w\/)\d{1,3}(?:\.\d{1,3}){3}(?!\.?\w)/g;
const IPV6 = /(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/gi;

/** Whether a text has an e-mail address in it. */
export function hasEmail(text: string): boolean {
  return text.search(E_MAIL) >= 0;
}

/**
 * Takes e-mail and IP addresses out of a text that programs wrote, such as the
 * message of an exception. Loopback addresses are nobody's and stay.
 */
export function withoutPersonalData(text: string): string {
  return text
    .replace(E_MAIL, '[e-mail]')
    .replace(IPV4, withoutAddress)
    .replace(IPV6, withoutAddress);
}

function withoutAddress(match: string): string {
  return isIP(match) && !/^(127\.|0\.0\.0\.0$|::1?$)/.test(match)
    ? '[ip]'
    : match;
}
