/** Whatever has one of these in its name, in any spelling, is a secret. */
const PARTS =
  /passw|passphrase|secret|token|credential|authori[sz]ation|session|cookie|api[-_.]?key|access[-_.]?key|private[-_.]?key|signature|csrf|xsrf|jwt|bearer|card[-_.]?number|cvv|ssn/i;
/** These only where they are the whole name of a query parameter. */
const WHOLE =
  /^(auth|key|code|state|sig|sid|pwd|pw|pin|otp|nonce|hash|e?mail|user(name)?|login|phone|ip|first_?name|last_?name)$/i;

/** Whether a field of that name is not to be shown. */
export function isSensitiveName(name: string): boolean {
  return PARTS.test(name);
}

/** Whether a query parameter of that name is not to be shown. */
export function isSensitiveParameter(name: string): boolean {
  return PARTS.test(name) || WHOLE.test(name);
}
