import { isSentryShortId } from './shortId';

describe('isSentryShortId', () => {
  it.each(['SHOP-WEB-1A', 'shop-web-1a', 'API.V2-9', '_-_-Z', 'A-1'])(
    'takes %s for one',
    text => expect(isSentryShortId(text)).toBe(true),
  );

  it.each([
    '4501',
    'SHOP',
    'SHOP-',
    '-1A',
    'SHOP-1_A',
    'SHOP WEB-1A',
    'SHOP/WEB-1A',
    'SHOP-12345678901234',
    `${'A'.repeat(79)}-1`,
    '',
  ])('takes %j for none', text => expect(isSentryShortId(text)).toBe(false));
});
