import { parse } from 'tldts';
import { afterSigns, hasEmail } from './personalData';

/** Where mail is delivered within a company, by names that no registry gives out. */
const INTERNAL = new Set([
  ...['local', 'localdomain', 'localhost', 'internal', 'intern', 'intranet'],
  ...['corp', 'lan', 'home', 'private', 'example', 'test', 'invalid'],
]);
const HOST = /^[\p{L}\p{M}\p{N}.-]{1,255}/u;

/**
 * Whether a name has an e-mail address in it that somebody could have. Unlike in a sentence,
 * what looks like one may be a package and its version: `app@next.beta`, at whose end there is
 * no domain that exists. Of a host with more behind it, each part counts:
 * `ada@example.com-1`.
 */
export function hasMailbox(name: string): boolean {
  return hasEmail(name) && afterSigns(name).some(endsInDomain);
}

function endsInDomain(text: string): boolean {
  const [, ...labels] = (HOST.exec(text)?.[0] ?? '').toLowerCase().split('.');
  return labels.some(
    label =>
      isTopLevel(label) || isTopLevel(/^[\p{L}\p{M}]*/u.exec(label)?.[0] ?? ''),
  );
}

function isTopLevel(label: string): boolean {
  return (
    INTERNAL.has(label) ||
    (label.length > 1 && parse(`x.${label}`).isIcann === true)
  );
}
