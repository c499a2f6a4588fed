import { matchAt } from './matchAt';
import { nextIn } from './nextIn';
import { isNothing } from './plainValues';

/** What credentials are made of, unlike words. */
const CREDENTIAL = /(?=[^\s"',;&{}[\]]{0,200}[\d+/=_~])/.source;
const WORD = /[^\s"',;&{}[\]]{1,2000}/.source;
const LONGEST_WORD = 2_000;
const WORD_END = /[\s"',;&{}[\]]/g;
/** With several parameters, of which quotes and commas are part. */
const LONG_SCHEMES =
  /(?:digest|oauth|hawk|mac|signature|aws4-[a-z0-9-]{1,40}|[a-z]{1,20}-hmac-[a-z0-9-]{1,20})\s{1,3}[\w-]{1,40}\s{0,2}=[^\r\n]{0,2000}/
    .source;
const SCHEMES =
  /(?:basic|bearer|token|negotiate|ntlm|kerberos|api-?key|key|jwt|dpop|privatetoken|private-token|genie-?key|splunk|dsn|digest|oauth|hawk|mac|signature)\s{1,3}/
    .source;
const AUTHORIZATION =
  /\b(?:proxy-)?authorization["']?\s{0,3}[:=]\s{0,3}(?:\\{0,3}["'])?/gi;
const CREDENTIALS = new RegExp(
  [
    LONG_SCHEMES,
    SCHEMES + WORD,
    // A scheme that nobody knows
    `[a-z][\\w-]{1,30}\\s{1,3}${CREDENTIAL}[^\\s"',;&{}[\\]]{8,2000}`,
    CREDENTIAL + WORD,
  ].join('|'),
  'iy',
);

const COOKIE_NAME = /[^\s=;,"'{}[\]]{1,200}/.source;
const LONGEST_NAME = 200;
const NAME_END = /[\s=;,"'{}[\]]/g;
const COOKIE_VALUE =
  /(?:"[^"\r\n]{1,500}"(?=[;\s]|$)|\{[^\s;']{0,500}(?=;)|[^\s;,"'{}[\]]{0,2000})/
    .source;
/** What follows the value in it, where another cookie follows that. */
const COOKIE_REST = `(?:[^;\\r\\n"'{}[\\]]{1,200}(?=;\\s{0,3}${COOKIE_NAME}=))?`;
const COOKIE = `(?:expires=[a-z]{3,9},?\\s[\\w: -]{1,40}GMT|${COOKIE_NAME}=${COOKIE_VALUE}${COOKIE_REST})`;
/** Of which a sentence speaks: no cookie follows. */
const ATTRIBUTE = `(?:samesite|path|domain|expires|max-age|priority)=[^\\s;,"']{0,200}(?:$|["']|\\s(?!\\s{0,3}${COOKIE_NAME}=))`;
const COOKIE_HEADER = /\b(?:set-)?cookie2?["']?\s{0,3}[:=]\s{0,3}["']?/gi;
const COOKIES = new RegExp(
  `(?!${ATTRIBUTE})${COOKIE}(?:(?:[;,]\\s{0,3}|\\s{1,3})${COOKIE}|;\\s{0,3}(?:httponly|secure|partitioned)\\b){0,100};?`,
  'iy',
);

/** Takes out of a text what headers let somebody in with; a sentence about one stays. */
export function withoutHeaders(text: string): string {
  return withoutAuthorization(withoutCookies(text));
}

function withoutCookies(text: string): string {
  const nameEnd = nextIn(text, NAME_END);
  return withoutValues(text, COOKIE_HEADER, start => {
    const end = nameEnd(start);
    return text[end] === '=' && end - start <= LONGEST_NAME
      ? matchAt(COOKIES, text, start)
      : undefined;
  });
}

function withoutAuthorization(text: string): string {
  const wordEnd = nextIn(text, WORD_END);
  return withoutValues(text, AUTHORIZATION, start => {
    const end = wordEnd(start);
    const value = matchAt(CREDENTIALS, text, start);
    if (value !== undefined) {
      return isNothing(value) ? undefined : value;
    }
    // Any word at the end of a line or a text in quotes: in a sentence, another one follows.
    const word =
      end - start <= LONGEST_WORD && /^["',;&}\r\n]?$/.test(text.charAt(end))
        ? text.slice(start, end)
        : '';
    return isNothing(word) ? undefined : word;
  });
}

/** Names may follow each other without an end: whatever is read to the end of all is read once. */
function withoutValues(
  text: string,
  names: RegExp,
  valueAt: (start: number) => string | undefined,
): string {
  let safe = '';
  let done = 0;
  for (const { 0: name, index } of text.matchAll(names)) {
    const start = index + name.length;
    const value = index < done ? undefined : valueAt(start);
    if (value) {
      safe += `${text.slice(done, start)}[removed]`;
      done = start + value.length;
    }
  }
  return safe + text.slice(done);
}
