import { sentryTranslationRef } from '../../translation';
import german from './index';

/** As the app reads them: every key of the ref, whatever area it is of. */
const english = new Map<string, string>(
  Object.entries(
    Reflect.apply(
      Reflect.get(sentryTranslationRef, 'getDefaultMessages'),
      sentryTranslationRef,
      [],
    ),
  ),
);
const translated = new Map(Object.entries(german.messages));

const placeholders = (text: string | null | undefined) =>
  [...(text ?? '').matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name);

describe('German', () => {
  it('has every text', () => {
    expect(english.size).toBeGreaterThan(100);
    const missing = [...english.keys()].filter(key => !translated.get(key));
    expect(missing).toEqual([]);
  });

  it('has no text that nothing shows', () => {
    expect([...translated.keys()].filter(key => !english.has(key))).toEqual([]);
  });

  it('fills in the same values', () => {
    const differing = [...english].filter(
      ([key, text]) =>
        placeholders(text).sort().join() !==
        placeholders(translated.get(key)).sort().join(),
    );
    expect(differing).toEqual([]);
  });
});
