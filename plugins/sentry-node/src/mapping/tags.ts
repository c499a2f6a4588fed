import { isSensitiveName } from '../text/mask';
import { addressOf, contentAddressOf, nameOf, textOf } from './read';

/** Sentry takes no longer ones, in characters. */
export const MAX_TAG_KEY = 200;

/**
 * What holds a version, an id, a file or a host, or names a part of a system, is no free text.
 * What else ends in `name` may be a person's, and a path one of an address.
 */
const NAMES =
  /^(?:release|dist|environment|runtime|os|browser|device|sdk|level|logger|mechanism|handled)$|(?:^|[._-])(?:version|(?:id|host|hostname|file|filename|module|package|image|build)$)|(?:Version|Id|Host|File)$|(?:server|host|file|node|pod|container|worker|process|thread|package|module|service|queue|task|job|app|os|browser|device|runtime|sdk)(?:[._-]name|Name)$/;

/** The value of a tag of that name; of what a policy blocked, where it came from alone. */
export function tagValueOf(
  key: string | undefined,
  value: unknown,
): string | undefined {
  if (key === 'blocked-uri') {
    return nameOf(contentAddressOf(value), 200);
  }
  if (key === 'url') {
    return textOf(addressOf(value), 200);
  }
  return NAMES.test(key ?? '') ? nameOf(value, 200) : textOf(value, 200);
}

/** Whether a tag of that name may be shown. */
export function isShownTag(key: string | undefined): boolean {
  return (
    key !== undefined &&
    key.length <= MAX_TAG_KEY &&
    !isPersonalName(key) &&
    !isSensitiveName(key)
  );
}

/** One of these says who somebody is or from where they come, whatever stands beside it. */
const PERSONAL = new Set([
  ...['user', 'usr', 'userid', 'username', 'login', 'loginname'],
  ...['ip', 'ipv4', 'ipv6', 'ipaddr', 'ipaddress', 'clientip', 'remoteip'],
  ...['remoteaddr', 'geo', 'geoip', 'phone', 'phonenumber', 'msisdn'],
  ...['firstname', 'lastname', 'fullname', 'displayname', 'nickname'],
  ...['surname', 'givenname', 'familyname'],
]);
/** These as words that follow each other. */
const TOGETHER =
  /(?:^| )(?:(?:first|last|full|display|nick|sur|given|family) name|remote addr(?:ess)?|forwarded for|e mail)(?: |$)/;
/** Whose number it is, which is enough to find them. */
const NUMBER = /(?:^| )(?:customer|member|employee|person|account) ?id(?: |$)/;
/** These only where they end a name. */
const LAST = /(?:^| )mail$|^uid$/;
/** What ends so tells of many people, or of no one. */
const SHARED =
  / (?:type|segment|role|tier|plan|country|country ?code|version|method|template|model|count|status)$/;

/**
 * Whether a field of that name says who somebody is, or from where they come: `user_id`,
 * `currentUser`, `client-ip`. What program they use does not, nor what they have in common
 * with others: `user_role`.
 */
export function isPersonalName(name: string): boolean {
  const words = wordsOf(name).replace(/(?:^| )user agent(?= |$)/g, '');
  return (
    !SHARED.test(words) &&
    (/e-?mail/i.test(name) ||
      words.split(' ').some(word => PERSONAL.has(word)) ||
      TOGETHER.test(words) ||
      NUMBER.test(words) ||
      LAST.test(words))
  );
}

/** In small letters, with a space between. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean)
    .join(' ');
}
