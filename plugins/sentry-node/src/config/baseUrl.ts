import { configError } from './configError';

const FIX = 'Write where Sentry answers, such as https://sentry.io.';

/**
 * Checks the address of a Sentry server as config gives it. A path is kept, since
 * self-hosted servers may live below one; slashes at the end are dropped.
 *
 * @param value - such as `https://sentry.io`
 * @param options - `path`: where the value stands in config, for messages. `warn`: called
 *   where secrets would travel by http to another machine; without it that is refused
 * @returns the address without a trailing slash
 * @throws InputError that names the path and the fix, and never repeats the value
 * @public
 */
export function readSentryBaseUrl(
  value: string,
  options: { path: string; warn?: (message: string) => void },
): string {
  const { path, warn } = options;
  const fault = findBaseUrlFault(value);
  if (fault) {
    throw configError(path, fault);
  }
  if (isUnencrypted(value)) {
    if (!warn) {
      throw configError(
        path,
        'it uses http, by which secrets would travel unencrypted. Use https.',
      );
    }
    warn(unencryptedWarning(path));
  }
  return trimBaseUrl(value);
}

export function unencryptedWarning(path: string): string {
  return `${path} uses http: the Sentry token travels unencrypted. Use https where the server has it.`;
}

/** What is wrong with the address of a server, and the fix. */
export function findBaseUrlFault(value: string): string | undefined {
  const url = URL.parse(value);
  if (!url) {
    return `it is not a URL. ${FIX}`;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return `it is neither http nor https. ${FIX}`;
  }
  if (url.username || url.password) {
    return 'it holds credentials. Remove them; secrets have keys of their own.';
  }
  // `https://host/?` and `https://host/#` parse to an empty query and hash.
  if (/[?#]/.test(value)) {
    return `it has a query or a hash. ${FIX}`;
  }
  // What the proxy of another plugin had, or what a browser shows.
  const [, inside] = /\/(api|organizations)(\/|$)/.exec(url.pathname) ?? [];
  return inside
    ? `it has /${inside} in its path, which is added for you. Remove /${inside} and what follows it.`
    : undefined;
}

/** Whether what is sent to an address can be read on the way. */
export function isUnencrypted(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && !isLoopback(hostname);
}

/** The address without a trailing slash. */
export function trimBaseUrl(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`.replace(/\/+$/, '');
}

/** Whether a host is this machine, to which nothing travels. */
function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}
