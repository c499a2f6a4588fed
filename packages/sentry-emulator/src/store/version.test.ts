import { compareSemantic, parseRelease } from './version';

it.each([
  ['shop@1.9.0', 'shop@1.10.0'],
  ['shop@1.10.0-rc.2', 'shop@1.10.0-rc.10'],
  ['shop@1.10.0-rc.1', 'shop@1.10.0'],
  ['1.2', '1.2.1'],
])('%s is older than %s', (a, b) => {
  expect(compareSemantic(a, b)).toBeLessThan(0);
  expect(compareSemantic(b, a)).toBeGreaterThan(0);
});

it.each([
  ['shop@1.0.0', 'cart@2.0.0'],
  ['17642328ead24b51', 'shop@1.0.0'],
])('%s and %s are in no order of their own', (a, b) => {
  expect(compareSemantic(a, b)).toBeUndefined();
});

it('reads package and version', () => {
  expect(parseRelease('@acme/shop@1.2.3-rc.1+7')).toEqual({
    package: '@acme/shop',
    raw: '1.2.3-rc.1+7',
    version: {
      raw: '1.2.3-rc.1+7',
      major: 1,
      minor: 2,
      patch: 3,
      pre: 'rc.1',
      buildCode: '7',
      components: 3,
    },
  });
});
