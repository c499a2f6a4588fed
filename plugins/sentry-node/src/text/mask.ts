import { shorten } from './shorten';

/** Longer than Sentry's list of all that `is:` takes. */
const MAX_UPSTREAM = 500;
/** Sentry cuts titles and messages far below. */
const MAX_LENGTH = 2_000;
/** What a mask may find beyond the part that is shown, in characters. */
const LOOK_AHEAD = 500;

// What is shown of any text

/**
 * Escape sequences of terminals (ECMA-48: CSI; OSC and the other strings; the rest), controls
 * but tabs and line feeds, halves of characters, and the controls of writing direction, which
 * make a text look like another one.
 */
/* eslint-disable no-control-regex -- these are what is looked for */
const UNSEEN = new RegExp(
  [
    /(?:\u001b\[|\u009b)[0-?]{0,40}[ -/]{0,10}[@-~]?/,
    /(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])(?:[^\u0007\u001b\u009c\n]{0,500}(?:\u0007|\u001b\\|\u009c))?/,
    /\u001b(?:[ -/]{0,3}[0-~])?/,
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/,
    /\p{Bidi_Control}|\p{Surrogate}/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
);
/* eslint-enable no-control-regex */

/** The text as a page can show it: without what terminals and writing directions are steered by. */
export function visibleText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNSEEN, '');
}

/**
 * A field that holds a version, an id, a name, or the name of a file or a host, as it may be
 * shown: bounded, otherwise as it is. `undefined` for none.
 *
 * @param max - in characters
 */
export function tidyName(
  text: string | null | undefined,
  max = MAX_LENGTH,
): string | undefined {
  const seen = visibleText(text?.slice(0, max + LOOK_AHEAD) ?? '').trim();
  return seen ? shorten(seen, max) : undefined;
}

/**
 * Free text of a program, such as a title or a message, as it may be shown: bounded, without
 * e-mail addresses and credentials. `undefined` for none.
 *
 * @param max - in characters
 */
export function tidyText(
  text: string | null | undefined,
  max = MAX_LENGTH,
): string | undefined {
  const seen = visibleText(text?.slice(0, max + LOOK_AHEAD) ?? '');
  return seen.trim() ? shorten(maskText(seen), max) : undefined;
}

/**
 * Text of an answer that Sentry or another server refuses with, in one line. Whatever could be
 * a token is masked: it is about the one that was sent.
 */
export function safeText(text: string): string {
  const line = visibleText(text.slice(0, MAX_LENGTH + LOOK_AHEAD))
    .replace(/\s+/g, ' ')
    .replace(/\b(bearer|basic|dsn)(?:\s|%20|\+)+\S+/gi, '$1 [removed]')
    .replace(/\bsntry[a-z]_\S+/gi, '[removed]')
    // Sentry's tokens are 64 hex digits; its event ids, which may be shown, 32.
    .replace(/[0-9a-f]{40,}/gi, '[removed]');
  return shorten(maskText(line).trim(), MAX_UPSTREAM);
}

/** An address that another server names; `undefined` where `safeText` would change it. */
export function safeAddress(url: URL): string | undefined {
  const { href, origin } = url;
  const path = href.slice(origin.length);
  return safeText(path) === path ? href : undefined;
}

// What is masked in free text

/** The sign itself, or as it is written in an address, in HTML and in JSON. */
const AT = /@|%(?:25)?40|&#(?:64|x40);|\\u0040/.source;
const LABEL = /[\p{L}\p{M}\p{N}-]{1,63}/u.source;
const NAME = `"[^"@\\r\\n]{1,64}"|(?:(?!${AT})[^\\s<>"'(),;:/?&=]){1,64}`;
/**
 * From the sign on; the name before it is read backwards. `shop@2.4.0-rc.beta` and
 * `cart@2x.png` have a version and a file behind the sign.
 */
const E_MAIL = new RegExp(
  `(?:${AT})(?<=(?<name>${NAME})(?:${AT}))(?!v?\\d+(?:x\\.|\\.\\d))(?:${LABEL}\\.){1,8}(?:xn--[A-Za-z0-9-]{1,59}|\\p{L}[\\p{L}\\p{M}]{1,62})`,
  'gu',
);

/** Credentials that show by their form what they are. */
const FORMS: [pattern: RegExp, instead: string][] = [
  [/\b(bearer|basic)\s+[\w.~+/=-]{16,}/gi, '$1 [removed]'],
  // Sentry
  [/\bsntry[a-z]_[\w+/=-]+/gi, '[removed]'],
  // JSON Web Tokens, which begin with an object
  [/(?<![\w-])eyJ[\w-]{8,}\.[\w.-]{8,}/g, '[removed]'],
  // GitHub, GitLab, npm
  [
    /\b(?:gh[opsru]_\w{16,}|github_pat_\w{16,}|gl(?:pat|agent|cbt|dt|ffct|ft|imt|oas|ptt|rt|soat)-[\w-]{16,}|npm_\w{30,})/g,
    '[removed]',
  ],
  // Slack
  [/\b(?:xox[a-z]|xapp-\d)-[\w-]{10,}/g, '[removed]'],
  [
    /\b(hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/)[\w/-]{8,}/gi,
    '$1[removed]',
  ],
  // OpenAI and Anthropic, Hugging Face, SendGrid, Stripe
  [
    /\b(?:sk-(?:proj|svcacct|admin|ant)-[\w-]{12,}|sk-[A-Za-z0-9]{32,}|hf_[A-Za-z0-9]{20,}|SG\.[\w-]{16,}\.[\w-]{16,}|[rs]k_(?:live|test)_\w{10,})/g,
    '[removed]',
  ],
  // AWS, Google
  [/\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\w-]{30,})/g, '[removed]'],
  [
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^]{0,4000}?(?:-----END[^-]{0,60}-----|$)/g,
    '[removed]',
  ],
  // User and password before a host. A password may have a slash or an @ in it; what follows a
  // colon may also be a port.
  [
    /\b([a-z][a-z0-9+.-]{1,20}:\/\/)(?:[^\s/?#"'<>]{1,300}@|[^\s/?#@:"'<>]{0,100}:(?!\d{1,5}\/)[^\s@"'<>]{1,200}@)/gi,
    '$1',
  ],
];

const SEPARATOR = /[?&;#]|%(?:25)?(?:3F|26)/.source;
/** A parameter of an address; also of one within another, which is encoded, if need be twice. */
const PARAMETER = new RegExp(
  `(${SEPARATOR})([\\w.[\\]%-]{1,80}?)(=|%(?:25)?3D)(?:(?!${SEPARATOR})[^\\s"'<>]){1,2000}`,
  'gi',
);

/** Free text without e-mail addresses and credentials. */
export function maskText(text: string): string {
  const masked = text.replace(
    PARAMETER,
    (all, separator: string, name: string, equals: string) =>
      isSensitiveParameter(decoded(name))
        ? `${separator}${name}${equals}[removed]`
        : all,
  );
  return maskCode(masked);
}

/** The same for code, in which a name says nothing of its value. */
export function maskCode(code: string): string {
  // Addresses first: a password before a host looks like an e-mail address.
  const masked = FORMS.reduce(
    (before, [pattern, instead]) => before.replace(pattern, instead),
    code,
  );
  return maskEmails(masked);
}

/** Whether a text has an e-mail address in it. */
export function hasEmail(text: string): boolean {
  return text.search(E_MAIL) >= 0;
}

function maskEmails(text: string): string {
  let masked = '';
  let done = 0;
  for (const { 0: match, index, groups } of text.matchAll(E_MAIL)) {
    // The name may have been the host of the address before.
    const start = Math.max(done, index - (groups?.name.length ?? 0));
    if (start < index) {
      masked += `${text.slice(done, start)}[e-mail]`;
      done = index + match.length;
    }
  }
  return masked + text.slice(done);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

// Which names say that a value is secret

const MAX_NAME = 200;
/** Whatever has one of these in its name, in any spelling, is a secret. */
const PARTS =
  /passw|passphrase|pwd|secret|token|credential|authori[sz]ation|session|cookie|(?:api|auth|access|account|private|signing|encryption|subscription)[-_.]?key|signature|csrf|xsrf|jwt|bearer|card[-_.]?number|cvv|(?:^|[_.-])pass$/i;
/** As a word of its own, unlike in `className` and `CLASSNAME`. */
const SSN =
  /(?<![A-Za-z])ssn(?![a-z])|Ssn(?![a-z])|(?<![A-Z])SSN(?![A-Z](?![a-z]))/;
/** What only measures or describes a secret, or is public. */
const PUBLIC =
  /public[-_.]?key[-_.]?token$|token[-_.]?type$|cancell?ation[-_.]?token(?:[-_.]?source)?$|(?:^|[-_.])(?:max|min|prompt|completion|total|input|output|cached|reasoning)(?:[-_.][a-z]{1,20})?[-_.]tokens$|[-_.](?:counts?|length|timeout|ttl|at)$/i;
/** The same as one word in which capitals begin the next one. */
const PUBLIC_IN_CAMEL_CASE =
  /[a-z](?:Counts?|Length|Timeout|Ttl|At)$|(?:^|[a-z.])(?:[Mm]ax|[Mm]in|[Pp]rompt|[Cc]ompletion|[Tt]otal|[Ii]nput|[Oo]utput)(?:[A-Z][a-z]{1,20})?Tokens$/;
/** These only where they are the whole name of a query parameter. */
const WHOLE =
  /^(auth|key|code|state|sig|sid|pw|pin|otp|nonce|hash|ticket|assertion|saml(request|response|art)|relaystate|e?mail|user([-_]?(id|name))?|login|phone|ip|first_?name|last_?name)$/i;

/** Whether a field of that name is not to be shown. So is one whose name is too long to tell. */
export function isSensitiveName(name: string): boolean {
  return (
    name.length > MAX_NAME ||
    ((PARTS.test(name) || SSN.test(name)) &&
      !PUBLIC.test(name) &&
      !PUBLIC_IN_CAMEL_CASE.test(name))
  );
}

/** Whether a query parameter of that name, such as `user[password]`, is not to be shown. */
export function isSensitiveParameter(name: string): boolean {
  return name
    .split(/[?&;[\]]/)
    .some(part => isSensitiveName(part) || WHOLE.test(part));
}
