/** A parameter that is absent, given once or repeated. An empty string is given. */
export type QueryValue = string | number | readonly string[] | undefined;

/** Writes query parameters in the way Sentry reads them: lists by repetition. */
export function toQuery(params: Record<string, QueryValue>): URLSearchParams {
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
