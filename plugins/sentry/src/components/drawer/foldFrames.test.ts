import type { SentryStackFrame } from 'backstage-plugin-sentry-common';
import { foldFrames } from './foldFrames';

const frames = (pattern: string): SentryStackFrame[] =>
  [...pattern].map((letter, index) => ({
    function: `${letter}${index}`,
    inApp: letter === 'a',
    context: [],
  }));

/** `a` open, `(a)` closed, `[3]` folded, `…` left out. */
const shape = (...args: Parameters<typeof foldFrames>) =>
  foldFrames(...args)
    .map(part => {
      if (part.kind === 'frame') {
        return part.isOpen ? 'a' : '(a)';
      }
      return part.kind === 'folded' ? `[${part.frames.length}]` : '…';
    })
    .join(' ');

describe('the frames of a stack trace', () => {
  it.each([
    ['a run of library frames is folded', 'allalla', 'a [2] a [2] a'],
    ['the newest frame stands for a trace of libraries', 'llll', 'a [3]'],
    ['only the newest five show their source', 'aaaaaaa', 'a a a a a (a) (a)'],
    ['a trace without frames is empty', '', ''],
  ])('%s', (_, pattern, expected) => {
    expect(shape({ frames: frames(pattern) })).toBe(expected);
  });

  it.each([
    [2, 'a [1] … [1] a'],
    [4, 'a [2] a …'],
  ])(
    'says that frames are left out before the one at %i',
    (before, expected) => {
      expect(
        shape({
          frames: frames('alla'),
          framesOmitted: { before, count: 9 },
        }),
      ).toBe(expected);
    },
  );
});
