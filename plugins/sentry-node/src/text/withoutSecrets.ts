// Shorter ones are found in words.
const MIN_LENGTH = 8;

/** `.` also takes the second half of an escaped backslash, so that nothing begins within it. */
const ESCAPED = /\\(?:u00([2-7][0-9a-f])|.)/gi;

/**
 * A text or JSON without the secrets, as they are and as they stand in a URL or in JSON.
 * JSON then has fewer escapes, and means the same.
 */
export function withoutSecrets(text: string, secrets: string[]): string {
  const sought = [
    ...secrets,
    ...secrets.map(encodeURIComponent),
    ...secrets.map(inJson),
  ].filter(secret => secret.length >= MIN_LENGTH);
  return sought.length
    ? sought.reduce(
        (before, secret) => before.replaceAll(secret, '[removed]'),
        withoutNeedlessEscapes(text),
      )
    : text;
}

/** Some servers write `/` as `\/`, others `+` and `<` by their numbers. */
function withoutNeedlessEscapes(json: string): string {
  return json.replace(ESCAPED, (escape: string, code?: string) =>
    code === undefined
      ? escape.replace('\\/', '/')
      : inJson(String.fromCharCode(parseInt(code, 16))),
  );
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** What is secret of an Authorization header: what follows the scheme; of Basic, each of its parts, too. */
export function secretsOf(authorization: string): string[] {
  const [, scheme = '', sent = ''] = /^(\S+) +(.*)$/.exec(authorization) ?? [];
  if (scheme.toLowerCase() !== 'basic') {
    return [sent];
  }
  const decoded = Buffer.from(sent, 'base64').toString('utf8');
  return [sent, decoded, ...decoded.split(':')];
}
