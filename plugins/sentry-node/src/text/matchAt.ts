/** What a sticky pattern matches right at a place of a text. */
export function matchAt(
  sticky: RegExp,
  text: string,
  start: number,
): string | undefined {
  sticky.lastIndex = start;
  return sticky.exec(text)?.[0];
}
