import { MAX_CURSOR_LENGTH, readCursor, scopeTag, writeCursor } from './cursor';

const at = (length: number) => ({
  cursor: 'c'.repeat(length),
  offset: 3,
  last: { id: '4501', rank: 1_760_000_000_000 },
  done: false,
});
const positions = (scopes: number, length: number) =>
  new Map(
    Array.from({ length: scopes }, (_, index) => [
      scopeTag(`instance:organization-${index}`),
      at(length),
    ]),
  );

describe('cursor', () => {
  it('reads back what it wrote', () => {
    const left = positions(3, 17).set(scopeTag('done'), {
      ...at(0),
      cursor: 'x',
      done: true,
    });
    const written = writeCursor('binding', left) ?? '';
    expect(readCursor(written, 'binding')).toEqual(left);
  });

  it('holds a list over forty organizations', () => {
    const written = writeCursor('binding', positions(40, 17)) ?? '';
    expect(readCursor(written, 'binding').size).toBe(40);
    expect(written.length).toBeLessThanOrEqual(MAX_CURSOR_LENGTH);
  });

  it('writes none that would not be taken back', () => {
    expect(writeCursor('binding', positions(100, 500))).toBeUndefined();
  });
});
