import { isSensitiveName, isSensitiveParameter } from './sensitiveNames';

// Bounded, so that a long text without one costs no more than its length.
const USER_INFO = /\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#@"'<>]{1,300}@/gi;
const PARAMETER = /([?&;]|%3F|%26)([\w.[\]%-]{1,80})=([^\s&;"'<>]{1,2000})/gi;
const ASSIGNMENT =
  /(^|[^\w?&;])([\w.-]{1,80})("|')?(=|\3\s{0,3}:\s{0,3})("[^"]{1,500}"|'[^']{1,500}'|[^\s,;&"'{}()[\]]{1,500})/g;

/**
 * Takes out of a text what addresses keep of secrets: user and password before a host, and
 * the values of query parameters that are named like one. So too what a text says in the
 * form `password=…` or `"password": "…"`.
 */
export function withoutUrlSecrets(text: string): string {
  return text
    .replace(USER_INFO, '$1')
    .replace(PARAMETER, (match, start: string, name: string) =>
      isSensitiveParameter(decoded(name)) ? `${start}${name}=[removed]` : match,
    )
    .replace(
      ASSIGNMENT,
      (match, start: string, name: string, quote: string | undefined, is) =>
        (quote || is === '=') && isSensitiveName(name)
          ? `${start}${name}${quote ?? ''}${is.replace(quote ?? '', '')}[removed]`
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
