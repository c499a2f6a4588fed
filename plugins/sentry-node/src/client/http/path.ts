import { SentryProblemError } from '../../problems';

/**
 * The path of an endpoint below `/api/0`. Made by {@link apiPath} alone, so that
 * no value can be spliced into a path elsewhere.
 */
export type ApiPath = string & { readonly __apiPath: never };

/**
 * Writes a path: each value occupies exactly one segment of it.
 *
 * Encoding alone does not keep a value in its segment: `.` and `..` survive it,
 * and URL parsers resolve them (written as `%2e%2e`, too), so that a slug of
 * `..` would climb to another endpoint with our token. Query parameters have no
 * place here, see `query.ts`.
 *
 * @example
 * apiPath`/organizations/${organization}/issues/`
 */
export function apiPath(
  parts: TemplateStringsArray,
  ...values: string[]
): ApiPath {
  const path = parts.reduce(
    (before, part, index) => before + segment(values[index - 1]) + part,
  );
  // Sentry answers a path without the slash at its end with a redirect.
  return (path.endsWith('/') ? path : `${path}/`) as ApiPath;
}

/** The same of all segments of a path. */
export function apiPathOf(...segments: string[]): ApiPath {
  return `/${segments.map(segment).join('/')}/` as ApiPath;
}

function segment(value: string): string {
  if (!value || value === '.' || value === '..') {
    throw unusableName();
  }
  try {
    return encodeURIComponent(value);
  } catch {
    // Half of a surrogate pair, which no encoding has.
    throw unusableName();
  }
}

/** Parsers of annotations and config refuse such names before: this is the last line. */
function unusableName(): SentryProblemError {
  return new SentryProblemError({
    code: 'ANNOTATION_INVALID',
    message: 'The name of an organization or project is empty or not a slug.',
    action: 'Correct the annotation sentry.io/project-slug of this entity.',
  });
}

/**
 * The URL of an endpoint. Joined as text: `new URL(path, base)` would drop the
 * path that a self-hosted server lives under.
 */
export function apiUrl(
  baseUrl: string,
  path: ApiPath,
  query: URLSearchParams,
): string {
  const search = query.toString();
  return `${baseUrl.replace(/\/+$/, '')}/api/0${path}${search && `?${search}`}`;
}

/** A parameter that is absent, given once or repeated. An empty string is given. */
type QueryValue = string | number | readonly string[] | undefined;

/** The parameters of a request. What a list is narrowed to is named in its problems. */
export type ApiQuery = Record<string, QueryValue> & {
  project?: string[];
  environment?: string[];
};

/** Writes query parameters in the way Sentry reads them: lists by repetition. */
export function toQuery(params: ApiQuery = {}): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined) {
      for (const one of [value].flat()) {
        query.append(name, String(one));
      }
    }
  }
  return query;
}
