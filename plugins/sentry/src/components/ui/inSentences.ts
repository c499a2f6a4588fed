/** Puts what is said together: each a sentence of its own, also where Sentry ended it with no mark. */
export function inSentences(...said: (string | undefined)[]): string {
  return said
    .map(text => text?.trim())
    .filter(text => text !== undefined && text !== '')
    .map((text, index, all) =>
      index === all.length - 1 || /[.!?…:]["'”’)`]*$/.test(`${text}`)
        ? text
        : `${text}.`,
    )
    .join(' ');
}
