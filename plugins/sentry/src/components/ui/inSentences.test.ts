import { inSentences } from './messages';

describe('inSentences', () => {
  it.each([
    [
      ['Sentry refuses it: no such key', 'Correct it.'],
      'Sentry refuses it: no such key. Correct it.',
    ],
    [['Sentry is down.', 'Try again.'], 'Sentry is down. Try again.'],
    [['Is it `a.b`', 'Or not?'], 'Is it `a.b`. Or not?'],
    [['It says “no.”', 'So be it'], 'It says “no.” So be it'],
    [['Only this', undefined], 'Only this'],
    [['', 'Only that.'], 'Only that.'],
  ])('says %j as sentences', (said, text) => {
    expect(inSentences(...said)).toBe(text);
  });
});
