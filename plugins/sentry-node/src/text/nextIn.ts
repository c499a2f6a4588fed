/**
 * Tells where in a text a pattern comes next, at or behind a place; where it does not, the
 * length of the text. What lies between two places is read once, however often it is
 * asked about: whoever asks for places in rising order pays for the length of the text alone.
 *
 * @param pattern - global
 */
export function nextIn(
  text: string,
  pattern: RegExp,
): (place: number) => number {
  let from = Infinity;
  let next = -1;
  return place => {
    if (place < from || place > next) {
      pattern.lastIndex = place;
      next = pattern.exec(text)?.index ?? text.length;
      from = place;
    }
    return next;
  };
}
