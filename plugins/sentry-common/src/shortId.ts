const SHORT_ID = /^(?=.{3,80}$)\w[\w.]*(?:-[\w.]+)*-[a-z0-9]{1,13}$/i;

/**
 * Whether a text can be the short id of an issue, such as `SHOP-WEB-1A`: the short name of
 * its project, and what it counts by. In any spelling, as Sentry takes it.
 *
 * @public
 */
export function isSentryShortId(text: string): boolean {
  return SHORT_ID.test(text);
}
