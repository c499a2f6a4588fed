const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether an application may send the browser there: to an address that it has
 * registered, or, where that is on the user's own machine and names no port, to any
 * port of it (RFC 8252 §7.3).
 */
export function isRegistered(
  redirectUri: string,
  registered: readonly string[],
): boolean {
  return registered.some(
    uri => uri === redirectUri || isSameOnAnyPort(redirectUri, uri),
  );
}

function isSameOnAnyPort(redirectUri: string, registered: string): boolean {
  if (!URL.canParse(redirectUri)) {
    return false;
  }
  const asked = new URL(redirectUri);
  const allowed = new URL(registered);
  asked.port = '';
  return (
    loopback.has(allowed.hostname) &&
    allowed.port === '' &&
    asked.href === allowed.href
  );
}
