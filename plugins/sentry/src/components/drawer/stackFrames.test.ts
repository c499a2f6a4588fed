import type {
  SentryStackFrame,
  SentryException,
} from 'backstage-plugin-sentry-common';
import { foldFrames, exceptionsAsText, framesAsText } from './stackFrames';

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
    ['without frames of its own, the newest is shown', 'llll', 'a [3]'],
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

const frame = (overrides: Partial<SentryStackFrame>): SentryStackFrame => ({
  inApp: true,
  context: [],
  ...overrides,
});

const exceptions: SentryException[] = [
  {
    type: 'CheckoutError',
    value: 'no total',
    frames: [
      frame({
        function: 'submit',
        filename: 'shop/order.x',
        lineNo: 7,
        colNo: 3,
      }),
      frame({ filename: 'shop/main.x', lineNo: 1 }),
    ],
    framesOmitted: { before: 1, count: 4 },
  },
  {
    type: 'KeyError',
    frames: [
      frame({
        function: 'total',
        filename: 'shop/cart.x',
        module: 'com.shop.Cart',
        lineNo: 2,
      }),
    ],
  },
];

describe('a stack trace as text', () => {
  it('has the newest call first, and each exception before its cause', () => {
    expect(exceptionsAsText(exceptions)).toBe(
      [
        'CheckoutError: no total',
        '    at submit (shop/order.x:7:3)',
        '    ... 4 more',
        '    at shop/main.x:1',
        'Caused by: KeyError',
        '    at total (shop/cart.x:2)',
      ].join('\n'),
    );
  });

  it('copes with an exception and a frame of which nothing is known', () => {
    expect(exceptionsAsText([{ frames: [frame({})] }])).toBe(
      'Error\n    at <anonymous>',
    );
  });

  it('names image and address of native code without a file, and no line 0', () => {
    const native = {
      packageName: '/usr/lib/libshop.so',
      address: '0x7f3a10c2',
    };
    expect(
      framesAsText({
        frames: [
          frame(native),
          frame({ ...native, function: 'shop_total' }),
          frame({ ...native, packageName: 'C:\\bin\\shop.dll' }),
          frame({ address: '0x1' }),
          frame({ ...native, filename: 'cart.c', lineNo: 7 }),
          frame({
            function: 'main',
            filename: 'main.c',
            lineNo: 0,
            colNo: 0,
          }),
        ],
      }),
    ).toBe(
      [
        '    at libshop.so 0x7f3a10c2',
        '    at shop_total (libshop.so 0x7f3a10c2)',
        '    at shop.dll 0x7f3a10c2',
        '    at 0x1',
        '    at cart.c:7',
        '    at main (main.c)',
      ].join('\n'),
    );
  });

  it('is the calls alone for a thread', () => {
    expect(framesAsText({ frames: exceptions[1].frames })).toBe(
      '    at total (shop/cart.x:2)',
    );
  });
});
