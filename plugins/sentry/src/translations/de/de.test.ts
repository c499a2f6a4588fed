import { sentryIssueTranslationRef } from '../../issueTranslation';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryProblemTranslationRef } from '../../problemTranslation';
import { sentryTranslationRef } from '../../translation';
import base from './base';
import issue from './issue';
import page from './page';
import problem from './problem';

/** As the app reads them: every key of the ref, whatever area it is of. */
function englishOf(ref: object): Map<string, string> {
  return new Map(
    Object.entries(
      Reflect.apply(Reflect.get(ref, 'getDefaultMessages'), ref, []),
    ),
  );
}

const placeholders = (text: string | null | undefined) =>
  [...(text ?? '').matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name);

describe.each([
  { ref: sentryTranslationRef, german: base },
  { ref: sentryProblemTranslationRef, german: problem },
  { ref: sentryIssueTranslationRef, german: issue },
  { ref: sentryPageTranslationRef, german: page },
])('German of $ref.id', ({ ref, german }) => {
  const english = englishOf(ref);
  const translated = new Map<string, string>(Object.entries(german));

  it('has every text', () => {
    expect(english.size).toBeGreaterThan(40);
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
