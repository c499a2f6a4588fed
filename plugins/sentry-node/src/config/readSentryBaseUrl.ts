import { configError } from './configError';

const FIX = 'Write where Sentry answers, such as https://sentry.io.';

/**
 * Checks the address of a Sentry server as config gives it, for whoever reads one. A path is
 * kept, since self-hosted servers may live below one; slashes at the end are dropped.
 *
 * @param value - such as `https://sentry.io`
 * @param options - `path`: where the value stands in config, for messages. `warn`: told
 *   where secrets would travel by http to another machine; without it that is refused
 * @throws InputError that names the path and the fix, and never repeats the value
 * @public
 */
export function readSentryBaseUrl(
  value: string,
  options: { path: string; warn?: (message: string) => void },
): string {
  const { path, warn } = options;
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    throw configError(path, 'it is not a URL', FIX);
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw configError(path, 'it is neither http nor https', FIX);
  }
  if (url.username || url.password) {
    throw configError(
      path,
      'it holds credentials',
      'Remove them; secrets have keys of their own.',
    );
  }
  // `https://host/?` and `https://host/#` parse to an empty query and hash.
  if (/[?#]/.test(value)) {
    throw configError(path, 'it has a query or a hash', FIX);
  }
  const baseUrl = `${url.origin}${url.pathname}`.replace(/\/+$/, '');
  if (/\/api\/0$/.test(baseUrl)) {
    throw configError(
      path,
      'it ends with /api/0, which is added for you',
      'Remove that part.',
    );
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    if (!warn) {
      throw configError(
        path,
        'it uses http, by which secrets would travel unencrypted',
        'Use https.',
      );
    }
    warn(
      `${path} uses http: the Sentry token travels unencrypted. Use https where the server has it.`,
    );
  }
  return baseUrl;
}

/** Whether a host is this machine, to which nothing travels. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}
