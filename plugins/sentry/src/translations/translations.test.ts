import { sentryPageTranslationRef } from '../pageTranslation';
import { sentryTranslationRef } from '../translation';
import cardDe from './card/de';
import { cardMessages } from './card/en';
import pageDe from './page/de';
import { pageMessages } from './page/en';

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name).sort();

describe.each([
  { ref: sentryTranslationRef, english: cardMessages, german: cardDe },
  { ref: sentryPageTranslationRef, english: pageMessages, german: pageDe },
])('German of $ref.id', ({ ref, english, german }) => {
  const translated = new Map<string, string>(Object.entries(german));

  it('has every text, and no other', () => {
    expect([...translated.keys()]).toEqual(Object.keys(english));
    expect([...translated].filter(([, text]) => !text)).toEqual([]);
  });

  it('fills in the same values', () => {
    const differing = Object.entries<string>(english).filter(
      ([key, text]) =>
        placeholders(text).join() !==
        placeholders(translated.get(key) ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  it('is what the app finds by itself', async () => {
    const resource: object = Object(
      Reflect.apply(Reflect.get(ref, 'getDefaultResource'), ref, []),
    );
    const [{ language, loader }, ...others] = Reflect.get(
      resource,
      'resources',
    );
    expect(others).toEqual([]);
    expect(language).toBe('de');
    expect(await loader()).toEqual({ messages: german });
  });
});
