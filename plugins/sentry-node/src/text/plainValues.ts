/** A value that says that there is none. */
const NOTHING =
  /^(?:null|none|nil|undefined|true|false|\[\s*\]?|\{\s*\}?)?[.:!?]?$/i;
const DEFAULT = /^default[.:!?]?$/i;
/** What opens and closes a quoted text, in JSON within JSON, too. */
const QUOTES = /^\\{0,3}["']|\\{0,3}["']$/g;
const NUMBER = /^\d{1,6}[.:!?]?$/;
const COUNTED = /token|session/i;
const TOKEN = /^token$/i;
const UNEXPECTED = /\bunexpected $/i;
const EXPECTED = /\b(?:expected|got|found|near) $/i;

/** Whether a value says no more than that there is none: `null`, `""`, `undefined`. */
export function isNothing(value: string): boolean {
  return DEFAULT.test(value) || NOTHING.test(value.replace(QUOTES, ''));
}

/** A value, what it is called, and what stands before both. */
export interface NamedValue {
  name: string;
  value: string;
  before: string;
}

/**
 * Whether a value is no secret, although it is called like one: none at all, a count of
 * tokens, what a parser met, or a list of what is wrong with the field of that name.
 */
export function isPlainValue({ name, value, before }: NamedValue): boolean {
  return (
    isNothing(value) ||
    (COUNTED.test(name) && NUMBER.test(value)) ||
    (TOKEN.test(name) && isSyntax(value.replace(QUOTES, ''), before)) ||
    (value.startsWith('[') &&
      !/cookie|authori/i.test(name) &&
      areSentences(value))
  );
}

/** `Unexpected token: 'export'`, `expected token=IDENT got token=RPAREN`. */
function isSyntax(value: string, before: string): boolean {
  const isSign = /^(?:[A-Z_]{1,20}|[^\w\s]{1,3})$/.test(value);
  return (
    (EXPECTED.test(before) && isSign) ||
    (UNEXPECTED.test(before) && (isSign || /^[a-z]{1,12}$/.test(value)))
  );
}

/** Quoted texts, each of words alone and with one that sentences about a fault have. */
function areSentences(list: string): boolean {
  const texts = list.match(/"[^"\\]{1,500}"|'[^'\\]{1,500}'|"[^"]*"?/g) ?? [];
  const rest = list.replace(/"[^"\\]{1,500}"|'[^'\\]{1,500}'/g, '');
  return (
    texts.length > 0 &&
    /^\[[\s,]*\]?$/.test(rest) &&
    texts.every(text => isSentence(text.slice(1, -1)))
  );
}

function isSentence(text: string): boolean {
  const words = text.split(' ');
  return (
    words.length > 1 &&
    words.every(word =>
      /^(?:[("\u201c]?\p{L}[\p{L}'\u2019-]{0,19}|\d{1,3})[.,:;!?)"\u201d]{0,3}$/u.test(
        word,
      ),
    ) &&
    /(?:^| )(?:is|are|be|has|have|must|may|can|cannot|can't|should|does|doesn't|don't|do|not|was|isn't|required|invalid)\b/i.test(
      text,
    )
  );
}
