/** Short enough that a secret cut off in the middle is still found. */
const PART = 16;

/**
 * How a secret looks where it has got into a text, plain or encoded, whole or cut off: as it
 * is, in hex, URL-encoded, and in base64 wherever in the encoded text it begins.
 */
function secretForms(secret: string): string[] {
  const forms = [
    secret.slice(0, PART),
    secret.slice(-PART),
    encodeURIComponent(secret).slice(0, PART),
    JSON.stringify(secret).slice(1, PART + 1),
    Buffer.from(secret)
      .toString('hex')
      .slice(0, 2 * PART),
    ...[0, 1, 2].map(offset => {
      const padded = Buffer.from(`${' '.repeat(offset)}${secret}`);
      // The first characters depend on what stands before.
      return padded.toString('base64').slice(4, PART + 4);
    }),
  ];
  return [...new Set([...forms, ...forms.map(toUrlAlphabet)])];
}

function toUrlAlphabet(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_');
}

/** The names of those secrets that a text has in any form. */
export function findSecrets(
  text: string,
  secrets: Record<string, string>,
): string[] {
  return Object.entries(secrets)
    .filter(([, secret]) =>
      secretForms(secret).some(form => text.includes(form)),
    )
    .map(([name]) => name);
}
