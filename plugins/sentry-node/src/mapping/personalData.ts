import { isIP } from 'node:net';

const E_MAIL = /[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+\.[A-Za-z0-9-]+/g;
/** What an address could be; whether it is one, Node decides. */
const ADDRESS = /(?<![\w.:])[0-9a-f]{0,4}(?:[.:][0-9a-f]{0,4}){2,7}(?![\w])/gi;

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
    .replace(ADDRESS, match =>
      isIP(match) && !isLoopback(match) ? '[ip]' : match,
    );
}

function isLoopback(address: string): boolean {
  return (
    address === '::1' ||
    address === '::' ||
    address.startsWith('127.') ||
    address === '0.0.0.0'
  );
}
