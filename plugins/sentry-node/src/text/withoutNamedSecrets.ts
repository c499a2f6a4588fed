import { matchAt } from './matchAt';
import { isPlainValue } from './plainValues';
import { isSecretField, isSensitiveName } from './sensitiveNames';
import { withoutHeaders } from './withoutHeaders';

/** A quoted text, which may be cut off; its quotes are escaped within another one, and doubled within it. */
const QUOTED =
  /\\{1,3}"[^"]{0,2000}"?|\\{1,3}'[^']{0,2000}'?|"(?:[^"\\]|\\.|""){0,2000}"?|'(?:[^'\\]|\\.|''){0,2000}'?/
    .source;
const VALUE = new RegExp(
  `${QUOTED}|\\[[^[\\]]{0,2000}\\]?|\\{[^{}]{0,2000}\\}?|[^\\s,;&"'{}()[\\]]{1,2000}`,
  'y',
);

/** How much of what stands before a name tells of what kind its value is. */
const LONGEST_BEFORE = 20;

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
    value: /"(?:[^"\\]|\\.|""){4,2000}"?|'(?:[^'\\]|\\.|''){4,2000}'?/y,
    isSecret: name =>
      isSensitiveName(name) && !/(error|exception|warning)$/i.test(name),
  },
  // `password: …`, `map[password:…]`, `X-Api-Key: …`. `Password: is too short` is none.
  {
    names: /(?<![\w.-])([\w.-]{1,80}):\s{0,3}/g,
    value: /(?=[^\s,;}\])"']{0,200}[\d!#$%^*+_])[^\s,;}\])"']{4,2000}/y,
    isSecret: isSecretField,
  },
  // `-H "X-Api-Key: …"`
  {
    names: /["']([a-z][\w.]{0,40}-[\w.-]{1,40}):\s{0,3}/gi,
    value: /[^\s"'\\]{4,2000}(?=\\{0,3}["'])/y,
    isSecret: isSensitiveName,
  },
  // `--password hunter2`. `--password is required` is none.
  {
    names: /(?<![\w-])--([a-z][\w-]{0,80})\s{1,3}/gi,
    value: new RegExp(
      `${QUOTED}|(?!(?:is|was|are|were|must|has|have|had|not|no|and|or|nor|to|for|from|in|on|with|of|can|cannot|could|may|should|will|did|does|if|when|but|as|at|by|flags?|options?|arguments?|parameters?|values?|requires?|needs|expects|takes|missing|given|specified|instead)(?![\\w-])|-)[^\\s,;"']{1,2000}`,
      'iy',
    ),
    isSecret: isSensitiveName,
  },
];

const ELEMENT = /<([\w:.-]{1,80})>[^<]{1,2000}<\/\1>/g;

/**
 * Takes the values out of a text whose names say that they are secret, in the forms in which
 * programs write objects, headers and settings down.
 */
export function withoutNamedSecrets(text: string): string {
  const elements = withoutHeaders(text).replace(
    ELEMENT,
    (element, name: string) =>
      isSensitiveName(name) ? `<${name}>[removed]</${name}>` : element,
  );
  return forms.reduce(withoutValues, elements);
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
    const found = matchAt(value, text, start);
    const before = text.slice(Math.max(0, index - LONGEST_BEFORE), index);
    if (found && !isPlainValue({ name, value: found, before })) {
      safe += `${text.slice(done, start)}[removed]`;
      done = start + found.length;
    }
  }
  return safe + text.slice(done);
}
