import { isNothing } from './plainValues';

const END = /(?=["',;&}\r\n]|$)/.source;
/** What credentials are made of, unlike words. */
const CREDENTIAL = /(?=[^\s"',;&{}[\]]{0,200}[\d+/=_~])/.source;
const WORD = /[^\s"',;&{}[\]]{1,2000}/.source;
/** With several parameters, of which quotes and commas are part. */
const LONG_SCHEMES =
  /(?:digest|oauth|hawk|mac|signature|aws4-[a-z0-9-]{1,40}|[a-z]{1,20}-hmac-[a-z0-9-]{1,20})\s{1,3}[\w-]{1,40}\s{0,2}=[^\r\n]{0,2000}/
    .source;
const SCHEMES =
  /(?:basic|bearer|token|negotiate|ntlm|kerberos|api-?key|key|jwt|dpop|privatetoken|private-token|genie-?key|splunk|dsn|digest|oauth|hawk|mac|signature)\s{1,3}/
    .source;
const AUTHORIZATION = new RegExp(
  `\\b((?:proxy-)?authorization["']?\\s{0,3}[:=]\\s{0,3}(?:\\\\{0,3}["'])?)(${[
    LONG_SCHEMES,
    SCHEMES + WORD,
    // A scheme that nobody knows
    `[a-z][\\w-]{1,30}\\s{1,3}${CREDENTIAL}[^\\s"',;&{}[\\]]{8,2000}`,
    CREDENTIAL + WORD,
    WORD + END,
  ].join('|')})`,
  'gi',
);

const COOKIE_NAME = /[^\s=;,"'{}[\]]{1,200}/.source;
const COOKIE_VALUE =
  /(?:"[^"\r\n]{1,500}"(?=[;\s]|$)|\{[^\s;']{0,500}(?=;)|[^\s;,"'{}[\]]{0,2000})/
    .source;
/** What follows the value in it, where another cookie follows that. */
const COOKIE_REST = `(?:[^;\\r\\n"'{}[\\]]{1,200}(?=;\\s{0,3}${COOKIE_NAME}=))?`;
const COOKIE = `(?:expires=[a-z]{3,9},?\\s[\\w: -]{1,40}GMT|${COOKIE_NAME}=${COOKIE_VALUE}${COOKIE_REST})`;
/** Of which a sentence speaks: no cookie follows. */
const ATTRIBUTE = `(?:samesite|path|domain|expires|max-age|priority)=[^\\s;,"']{0,200}(?:$|["']|\\s(?!\\s{0,3}${COOKIE_NAME}=))`;
const COOKIES = new RegExp(
  `\\b((?:set-)?cookie2?["']?\\s{0,3}[:=]\\s{0,3}["']?)(?!${ATTRIBUTE})${COOKIE}(?:(?:[;,]\\s{0,3}|\\s{1,3})${COOKIE}|;\\s{0,3}(?:httponly|secure|partitioned)\\b){0,100};?`,
  'gi',
);

/** Takes out of a text what headers let somebody in with; a sentence about one stays. */
export function withoutHeaders(text: string): string {
  return text
    .replace(COOKIES, '$1[removed]')
    .replace(AUTHORIZATION, (match, header: string, value: string) =>
      isNothing(value) ? match : `${header}[removed]`,
    );
}
