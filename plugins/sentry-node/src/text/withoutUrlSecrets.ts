import { matchAt } from './matchAt';
import { nextIn } from './nextIn';
import { isSensitiveParameter } from './sensitiveNames';
import { withoutNamedSecrets, withoutValues } from './withoutNamedSecrets';
import { withoutLogins } from './withoutLogins';

// Bounded, so that a long text without one costs no more than its length. A password may have
// a slash or an @ in it; what follows a colon may also be a port.
const USER_INFO =
  /\b([a-z][a-z0-9+.-]{1,20}:\/\/)(?:[^\s/?#"'<>]{1,300}@|[^\s/?#@:"'<>]{0,100}:(?!\d{1,5}\/)[^\s@"'<>]{1,200}@)/gi;
const WEB = /\bhttps?:\/\//gi;
const END = /[\s#"'<>]/g;
const LONGEST = 2_000;
const FRAGMENT = /#[^\s"'<>),]{0,2000}/y;
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
  const addresses = withoutFragments(
    withoutLogins(text).replace(USER_INFO, '$1'),
  );
  return withoutNamedSecrets(
    withoutValues(addresses, {
      names: PARAMETER,
      value: VALUE,
      isSecret: name => isSensitiveParameter(decoded(name)),
    }),
  );
}

/** Looks once for the end of an address and of those within it, of which a text may be full. */
function withoutFragments(text: string): string {
  let safe = '';
  let done = 0;
  const endAfter = nextIn(text, END);
  for (const { 0: scheme, index } of text.matchAll(WEB)) {
    const start = index + scheme.length;
    const end = endAfter(start);
    if (index < done || end === start || end - start > LONGEST) {
      continue;
    }
    const fragment = matchAt(FRAGMENT, text, end);
    if (fragment) {
      safe += text.slice(done, end);
      done = end + fragment.length;
    }
  }
  return safe + text.slice(done);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
