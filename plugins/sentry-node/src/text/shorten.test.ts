import { shorten } from './shorten';

describe('shorten', () => {
  it('leaves what is short enough', () => {
    expect(shorten('as long as that', 15)).toBe('as long as that');
  });

  it.each([
    ['one two three', 9, 'one two…'],
    ['one two three', 7, 'one two…'],
    ['one two three', 8, 'one two…'],
    ['["new","resolved","unassigned"]', 20, '["new","resolved"…'],
    ["['new', 'resolved', 'unlinked']", 23, "['new', 'resolved'…"],
  ])('ends %s between words, at %d at most: %s', (text, max, expected) => {
    expect(shorten(text, max)).toBe(expected);
  });

  it('cuts a word that is nearly all there is', () => {
    expect(shorten(`see ${'x'.repeat(500)}`, 200)).toBe(
      `see ${'x'.repeat(196)}…`,
    );
  });

  it('cuts no character in half', () => {
    expect(shorten('😀'.repeat(200), 201)).toBe(`${'😀'.repeat(100)}…`);
  });

  it('gives up no more than a line', () => {
    expect(
      shorten(`${'word '.repeat(30)}${'x'.repeat(500)}`, 240),
    ).toHaveLength(241);
  });
});
