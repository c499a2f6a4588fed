// Shorter ones are found in words.
const MIN_LENGTH = 8;
/** Nothing that is mapped lies deeper, and a body can be nested millions deep. */
const MAX_DEPTH = 60;
const REMOVED = '[removed]';

/** Takes the credential that a request was sent with out of what came back. */
export type Redact = <T>(value: T) => T;

/**
 * The value without the secrets, in every text and every name of a field; also as they stand
 * in a URL, and in JSON within a text.
 *
 * @param value - as parsed from JSON; comes back itself where it holds none
 * @param onFound - called once where it holds one
 * @public
 */
export function withoutSecrets<T>(
  value: T,
  secrets: string[],
  onFound?: () => void,
): T {
  const forms = secrets.filter(isLongEnough).flatMap(formsOf);
  let isFound = false;
  const cleaned = mapTexts(value, text =>
    forms.reduce((before, form) => {
      isFound ||= before.includes(form);
      return before.replaceAll(form, REMOVED);
    }, text),
  );
  if (!isFound) {
    return value;
  }
  onFound?.();
  return cleaned as T; // texts stay texts, and nothing else changes
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

function isLongEnough({ length }: string): boolean {
  return length >= MIN_LENGTH;
}

/** Some servers write `/` as `\/` in JSON. */
function formsOf(secret: string): string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [
    ...new Set([
      secret,
      encodeURIComponent(secret),
      inJson,
      inJson.replaceAll('/', '\\/'),
    ]),
  ];
}

function mapTexts(
  value: unknown,
  replace: (text: string) => string,
  depth = 0,
): unknown {
  if (typeof value === 'string') {
    return replace(value);
  }
  if (typeof value !== 'object' || value === null || depth === MAX_DEPTH) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(item => mapTexts(item, replace, depth + 1))
    : Object.fromEntries(
        Object.entries(value).map(([name, of]) => [
          replace(name),
          mapTexts(of, replace, depth + 1),
        ]),
      );
}
