/** A search that Sentry would not understand; the message is Sentry's. */
export class SearchError extends Error {}
