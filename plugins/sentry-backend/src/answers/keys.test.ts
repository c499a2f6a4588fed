import { cacheKey } from './keys';

describe('cacheKey', () => {
  it('tells kinds and parts apart', () => {
    const keys = [
      cacheKey('issues', ['a', 'b']),
      cacheKey('issues', ['a,b']),
      cacheKey('issues', [['a'], 'b']),
      cacheKey('summary', ['a', 'b']),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('stays short, and as distinct, however long a search is', () => {
    const long = 'x'.repeat(100_000);
    const keys = [
      cacheKey('issues', [long]),
      cacheKey('issues', [`${long}x`]),
      cacheKey('summary', [long]),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) {
      expect(key.length).toBeLessThan(100);
    }
  });
});
