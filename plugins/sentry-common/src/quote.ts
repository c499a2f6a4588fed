const MAX_LENGTH = 100;

/**
 * A text of an annotation within a message: cut, and in backticks, which pages set in code and
 * which the text must not end itself.
 */
export function quote(text: string): string {
  const short =
    text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
  return `\`${short.replaceAll('`', "'")}\``;
}
