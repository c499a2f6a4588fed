import { nextCursor } from './read';

const link = (rel: string, results: string, cursor: string) =>
  `<https://sentry.example.com/api/0/x/?&cursor=${cursor}>; rel="${rel}"; results="${results}"; cursor="${cursor}"`;

describe('nextCursor', () => {
  it('is the cursor of the next page', () => {
    const header = `${link('previous', 'false', '0:0:1')}, ${link('next', 'true', '0:100:0')}`;
    expect(nextCursor(header)).toBe('0:100:0');
  });

  it('is absent on the last page, where Sentry names a next one without results', () => {
    const header = `${link('previous', 'true', '0:0:1')}, ${link('next', 'false', '0:100:0')}`;
    expect(nextCursor(header)).toBeUndefined();
  });

  it.each([null, '', 'nonsense', '<https://sentry.example.com>'])(
    'is absent for the header %j',
    header => expect(nextCursor(header)).toBeUndefined(),
  );

  it.each(['a b', '<script>', '0'.repeat(501), ''])(
    'is absent where it is like no cursor: %j',
    cursor => expect(nextCursor(link('next', 'true', cursor))).toBeUndefined(),
  );

  it('takes time in proportion to the length of the header, whatever is in it', () => {
    const timeOf = (length: number) => {
      const header = '<'.repeat(length);
      const times = Array.from({ length: 5 }, () => {
        const start = performance.now();
        nextCursor(header);
        return performance.now() - start;
      });
      return Math.min(...times);
    };
    timeOf(1_000);
    // Four times the length takes sixteen times as long where it takes its square.
    expect(timeOf(80_000) / timeOf(20_000)).toBeLessThan(10);
  });

  it('is found where results come before rel, and in a header written as a Python set', () => {
    expect(
      nextCursor(
        `{'<https://glitchtip.example.com/?cursor=bz0x>; rel="next"; results="true"; cursor="bz0x", <https://glitchtip.example.com/>; rel="previous"; results="false"'}`,
      ),
    ).toBe('bz0x');
    expect(
      nextCursor(
        '<https://x.example.com>; results="true"; cursor="c"; rel="next"',
      ),
    ).toBe('c');
  });
});
