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
/** These only where a field of that name is not in quotes, as nothing in a sentence is. */
const FIELD =
  /(?:^|[_.-])(?:password|passwd|pwd|passphrase|secret|(?:api|auth|access|account|private|signing|encryption|subscription|secret)[-_.]?key|(?:api|auth|access|refresh|id|bearer|csrf|xsrf|session)[-_.]?token|client[-_.]?secret)$/i;

/** Whether a field of that name is not to be shown. */
export function isSensitiveName(name: string): boolean {
  return (
    (PARTS.test(name) || SSN.test(name)) &&
    !PUBLIC.test(name) &&
    !PUBLIC_IN_CAMEL_CASE.test(name)
  );
}

/** Whether a query parameter of that name, such as `user[password]`, is not to be shown. */
export function isSensitiveParameter(name: string): boolean {
  return name
    .split(/[?&;[\]]/)
    .some(part => isSensitiveName(part) || WHOLE.test(part));
}

/** Whether a word before a colon names a secret, and does not only speak of one. */
export function isSecretField(name: string): boolean {
  return FIELD.test(name);
}
