import { isSensitiveName, isSensitiveParameter } from './sensitiveNames';

// Bounded, so that a long text without one costs no more than its length.
const USER_INFO = /\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#@"'<>]{1,300}@/gi;
const FRAGMENT = /(\bhttps?:\/\/[^\s#"'<>]{1,2000})#[^\s"'<>),]{0,2000}/gi;
const PARAMETER = /([?&;]|%3F|%26)([\w.[\]%-]{1,80})=([^\s&;"'<>]{1,2000})/gi;
const VALUE = /"[^"]{1,500}"|'[^']{1,500}'|[^\s,;&"'{}()[\]]{1,500}/.source;
const ASSIGNMENT = new RegExp(
  `(^|[^\\w?&;.-])([\\w.-]{1,80})=(?:${VALUE})`,
  'g',
);
const FIELD = new RegExp(
  `(["'])([\\w.-]{1,80})\\1(\\s{0,3}:\\s{0,3})(?:${VALUE})`,
  'g',
);

/**
 * Takes out of a text what addresses keep of secrets: user and password before a host, the fragment, and
 * the values of query parameters that are named like one. So too what a text says in the
 * form `password=…` or `"password": "…"`.
 */
export function withoutUrlSecrets(text: string): string {
  return text
    .replace(USER_INFO, '$1')
    .replace(FRAGMENT, '$1')
    .replace(PARAMETER, (match, start: string, name: string) =>
      isSensitiveParameter(decoded(name)) ? `${start}${name}=[removed]` : match,
    )
    .replace(ASSIGNMENT, (match, start: string, name: string) =>
      isSensitiveName(name) ? `${start}${name}=[removed]` : match,
    )
    .replace(FIELD, (match, quote: string, name: string, colon: string) =>
      isSensitiveName(name)
        ? `${quote}${name}${quote}${colon}[removed]`
        : match,
    );
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
