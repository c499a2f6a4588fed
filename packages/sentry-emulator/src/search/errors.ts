/** A search that Sentry would not understand; the message is Sentry's. */
export class SearchError extends Error {}

/**
 * A search that Sentry reads, and then can't ask for: told without the words that stand
 * before what it could not read.
 */
export class UnaskableSearchError extends SearchError {}
