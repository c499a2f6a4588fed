/** A block of Markdown between fences. */
export interface Block {
  language: string;
  text: string;
}

/** The blocks of a text, each with where it begins; as they read where a list indents them. */
export function fencedBlocks(markdown: string): (Block & { index: number })[] {
  const fences = /^( *)```(\w+)[^\n]*\n([^]*?)^ *```$/gm;
  return [...markdown.matchAll(fences)].map(
    ({ index, 1: indent, 2: language, 3: text }) => ({
      index,
      language,
      text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
}
