import { isIP } from 'node:net';

/** The sign itself, or as it is written in an address, in HTML and in JSON. */
const AT = /@|%(?:25)?40|&#(?:64|x40);|\\u0040/;
const LABEL = /[\p{L}\p{M}\p{N}-]{1,63}/u.source;
const NAME = `"[^"@\\r\\n]{1,64}"|(?:(?!${AT.source})[^\\s<>"'(),;:/?&=]){1,64}`;
/** From the sign on. What stands before it is read backwards from there, so that each part of a text is read once. */
const E_MAIL = new RegExp(
  `(?:${AT.source})(?<=(?<name>${NAME})(?:${AT.source}))(?:${LABEL}\\.){1,8}(?:xn--[A-Za-z0-9-]{1,59}|\\p{L}[\\p{L}\\p{M}]{1,62})`,
  'gu',
);

/** What could be an address; whether it is, Node decides. */
const IPV4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\w)/g;
/** Words between colons, in which there may be an address: `addr:2001:db8::7:`. */
const COLONS = /(?<![\w:])\w*(?::\w*){2,}/g;
/** How many words before an address are told from it. */
const MAX_PREFIX = 4;
/** Addresses of a network of one's own, and of its links. */
const PRIVATE =
  /^(?:10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/;
/** `Chrome/120.0.0.0`; anything else before a slash may be a host with its address. */
const PRODUCT =
  /(?:^|[\s(;,"'])(?:Mozilla|AppleWebKit|Gecko|Trident|(?:Headless)?Chrom(?:e|ium)|CriOS|Edg(?:e|A|iOS)?|OPR|OPX|OPiOS|Opera|(?:Mobile )?Safari|Version|Firefox|FxiOS|Focus|SamsungBrowser|Vivaldi|YaBrowser|UCBrowser|MiuiBrowser|HuaweiBrowser|QQBrowser|Whale|Silk|Brave|DuckDuckGo|Ddg|GSA|Electron|Android|Dalvik|CFNetwork|Darwin|okhttp|curl|Wget|Node(?:\.js)?|axios|undici|Java|python-requests|PostmanRuntime)\/$/i;
const VERSION = /version["']?(?:\s?[=:]\s?|\s)["']?$/i;
const LONGEST_BEFORE = 40;

/** Whether a text has an e-mail address in it. */
export function hasEmail(text: string): boolean {
  return AT.test(text) && text.search(E_MAIL) >= 0;
}

/** What stands behind each of the signs that e-mail addresses have between name and host. */
export function afterSigns(text: string): string[] {
  return text.split(AT).slice(1);
}

/**
 * Takes e-mail and IP addresses out of a text that programs wrote, such as the
 * message of an exception. Loopback addresses, to which
 * Node appends the port as in `::1:5432`, are nobody's and stay.
 */
export function withoutPersonalData(text: string): string {
  return withoutEmails(text)
    .replace(IPV4, (match, at: number, whole: string) =>
      isVersion(match, whole, at) ? match : withoutAddress(match),
    )
    .replace(COLONS, withoutIpv6);
}

function withoutEmails(text: string): string {
  let safe = '';
  let done = 0;
  for (const { 0: match, index, groups } of text.matchAll(E_MAIL)) {
    // The name may have been the host of the address before.
    const start = Math.max(done, index - (groups?.name.length ?? 0));
    if (start < index) {
      safe += `${text.slice(done, start)}[e-mail]`;
      done = index + match.length;
    }
  }
  return safe + text.slice(done);
}

function isVersion(match: string, text: string, start: number): boolean {
  const end = start + match.length;
  if (/^:\d/.test(text.slice(end, end + 2))) {
    return false;
  }
  const before = text.slice(Math.max(0, start - LONGEST_BEFORE), start);
  // `Version=10.0.0.0` of .NET is no machine of a network, either.
  return PRIVATE.test(match)
    ? match.endsWith('.0.0.0') && VERSION.test(before)
    : PRODUCT.test(before) || VERSION.test(before);
}

/** The first address among words between colons, whatever word stands before it and whatever port behind it. */
function withoutIpv6(words: string): string {
  const groups = words.split(':');
  const last =
    groups.length > 2 && !groups.at(-1) && groups.at(-2)
      ? groups.length - 1
      : groups.length;
  for (let start = 0; start <= MAX_PREFIX && start < last; start += 1) {
    for (const end of [last, last - 1]) {
      const address = groups.slice(start, end).join(':');
      if (isIP(address)) {
        const safe = isScope(address) ? address : withoutAddress(address);
        return [...groups.slice(0, start), safe, ...groups.slice(end)].join(
          ':',
        );
      }
    }
    if (!groups[start]) {
      break;
    }
  }
  return words;
}

/** `a::b` of a program rather than an address, which has a number in it. */
function isScope(address: string): boolean {
  return /^[a-f]*::[a-f]*$/i.test(address);
}

function withoutAddress(match: string): string {
  return isIP(match) && !/^(127\.|0\.0\.0\.0$|::1?(:\d+)?$)/.test(match)
    ? '[ip]'
    : match;
}
