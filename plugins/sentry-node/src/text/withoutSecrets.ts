// Shorter ones are found in words.
const MIN_LENGTH = 8;

/** A text without the secrets, as they are and as they stand in a URL. */
export function withoutSecrets(text: string, secrets: string[]): string {
  return [...secrets, ...secrets.map(encodeURIComponent)]
    .filter(secret => secret.length >= MIN_LENGTH)
    .reduce((before, secret) => before.replaceAll(secret, '[removed]'), text);
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
