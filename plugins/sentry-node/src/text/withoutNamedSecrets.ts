import { isSecretField, isSensitiveName } from './sensitiveNames';

/** A quoted text, which may be cut off; within another quoted text its quotes are escaped. */
const QUOTED =
  /\\{1,3}"[^"]{0,2000}"?|\\{1,3}'[^']{0,2000}'?|"(?:[^"\\]|\\.){0,2000}"?|'(?:[^'\\]|\\.){0,2000}'?/
    .source;
const VALUE = new RegExp(
  `${QUOTED}|\\[[^[\\]]{0,2000}\\]?|\\{[^{}]{0,2000}\\}?|[^\\s,;&"'{}()[\\]]{1,2000}`,
  'y',
);

interface Form {
  /** Finds names, each as the only group, up to where its value begins. */
  names: RegExp;
  /** Sticky. */
  value: RegExp;
  isSecret: (name: string) => boolean;
}

const forms: Form[] = [
  // `password=…`, `password = …`
  {
    names: /(?<![\w?&;.-])([\w.-]{1,80})(?:=|\s=\s)(?![=>~])/g,
    value: VALUE,
    isSecret: isSensitiveName,
  },
  // `"password": …`, `{'password' => …`
  {
    names: /\\{0,3}["']([\w.-]{1,80})\\{0,3}["']\s{0,3}(?::|=>)\s{0,3}/g,
    value: VALUE,
    isSecret: isSensitiveName,
  },
  // `{ password: '…' }` as Node and Ruby print it. `Unexpected token: '<'` is none.
  {
    names: /(?<![\w.-])([\w.-]{1,80})\s{0,3}(?::|=>)\s{0,3}(?=["'])/g,
    value: /"(?:[^"\\]|\\.){4,2000}"?|'(?:[^'\\]|\\.){4,2000}'?/y,
    isSecret: name =>
      isSensitiveName(name) && !/(error|exception|warning)$/i.test(name),
  },
  // `password: …`, `map[password:…]`, `X-Api-Key: …`. `Password: is too short` is none.
  {
    names: /(?<![\w.-])([\w.-]{1,80}):\s{0,3}/g,
    value: /(?=[^\s,;}\])"']*[\d!#$%^*+_])[^\s,;}\])"']{4,2000}/y,
    isSecret: isSecretField,
  },
];

const COOKIES =
  /\b((?:set-)?cookie2?["']?\s{0,3}[:=]\s{0,3}["']?)[^\s=;,"'{}[\]]{1,200}=[^\r\n"'{}[\]]{0,2000}/gi;
const AUTHORIZATION =
  /\b((?:proxy-)?authorization["']?\s{0,3}[:=]\s{0,3}["']?)(?:[a-z][\w-]{1,30}\s{1,3})?[^\s"',;&{}[\]]{1,2000}/gi;
const ELEMENT = /<([\w:.-]{1,80})>[^<]{1,2000}<\/\1>/g;

/**
 * Takes the values out of a text whose names say that they are secret, in the forms in which
 * programs write objects, headers and settings down.
 */
export function withoutNamedSecrets(text: string): string {
  const headers = text
    .replace(COOKIES, '$1[removed]')
    .replace(AUTHORIZATION, '$1[removed]')
    .replace(ELEMENT, (element, name: string) =>
      isSensitiveName(name) ? `<${name}>[removed]</${name}>` : element,
    );
  return forms.reduce(withoutValues, headers);
}

/**
 * Takes the values out that follow secret names. What follows another name is looked at
 * itself: there may be more in it.
 */
export function withoutValues(
  text: string,
  { names, value, isSecret }: Form,
): string {
  let safe = '';
  let done = 0;
  for (const { 0: match, 1: name, index } of text.matchAll(names)) {
    const start = index + match.length;
    if (start < done || !isSecret(name)) {
      continue;
    }
    value.lastIndex = start;
    if (value.test(text)) {
      safe += `${text.slice(done, start)}[removed]`;
      done = value.lastIndex;
    }
  }
  return safe + text.slice(done);
}
