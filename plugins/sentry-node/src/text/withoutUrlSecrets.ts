import { isSensitiveParameter } from './sensitiveNames';
import { withoutNamedSecrets, withoutValues } from './withoutNamedSecrets';
import { withoutLogins } from './withoutLogins';

// Bounded, so that a long text without one costs no more than its length. A password may have
// a slash or an @ in it; what follows a colon may also be a port.
const USER_INFO =
  /\b([a-z][a-z0-9+.-]{1,20}:\/\/)(?:[^\s/?#"'<>]{1,300}@|[^\s/?#@:"'<>]{0,100}:(?!\d{1,5}\/)[^\s@"'<>]{1,200}@)/gi;
const FRAGMENT = /(\bhttps?:\/\/[^\s#"'<>]{1,2000})#[^\s"'<>),]{0,2000}/gi;
// An address within a parameter of another one is encoded, if need be twice.
const PARAMETER =
  /(?:[?&;]|%(?:25)?(?:3F|26))([\w.[\]%-]{1,80}?)(?:=|%(?:25)?3D)/gi;
const VALUE = /[^\s&;"'<>]{1,2000}/y;

/**
 * Takes out of a text what addresses keep of secrets: user and password before a host, the fragment, and
 * the values of query parameters that are named like one. So too what a text says in the
 * form `password=…` or `"password": "…"`.
 */
export function withoutUrlSecrets(text: string): string {
  const addresses = withoutLogins(text)
    .replace(USER_INFO, '$1')
    .replace(FRAGMENT, '$1');
  return withoutNamedSecrets(
    withoutValues(addresses, {
      names: PARAMETER,
      value: VALUE,
      isSecret: name => isSensitiveParameter(decoded(name)),
    }),
  );
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
