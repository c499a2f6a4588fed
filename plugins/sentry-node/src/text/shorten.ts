/** Of the text to keep, what may be given up so as not to end within a word. */
const MAX_LOSS = 80;
const BOUNDARY = /[\s,;|]/;
const TRAILING = /[\s,;|]+$/;

/**
 * The text, or its beginning and an ellipsis where it is longer than `max` characters. Ends
 * between words, unless the last one is so long that too little would be left.
 */
export function shorten(text: string, max: number): string {
  if (text.length <= max) {
    return text;
  }
  let end = max;
  while (max - end < MAX_LOSS && !BOUNDARY.test(text[end])) {
    end -= 1;
  }
  const kept = text
    .slice(0, max - end < MAX_LOSS ? end : max)
    // Half of a pair, such as of an emoji, would show as a mistake.
    .replace(/\p{Surrogate}$/u, '');
  return `${kept.replace(TRAILING, '')}…`;
}
