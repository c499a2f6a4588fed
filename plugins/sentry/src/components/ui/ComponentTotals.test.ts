import { createFormats } from '../../formats';
import { byUnresolved } from './ComponentTotals';

const of = (title: string, unresolved?: number, capped = false) => ({
  ref: 'component:default/any',
  title,
  projects: [],
  unresolved,
  capped,
});
const sorted = (language: string, ...all: ReturnType<typeof of>[]) =>
  all.sort(byUnresolved(createFormats(language))).map(({ title }) => title);

describe('byUnresolved', () => {
  it('puts the most first, and what is not known before what has none', () => {
    expect(
      sorted('en', of('none', 0), of('dark'), of('few', 3), of('many', 100)),
    ).toEqual(['many', 'few', 'dark', 'none']);
    expect(sorted('en', of('exact', 100), of('more', 100, true))).toEqual([
      'more',
      'exact',
    ]);
  });

  it('sorts equals by name as the language does', () => {
    expect(sorted('de', of('Zoo', 1), of('Öl', 1), of('Oz', 1))).toEqual([
      'Öl',
      'Oz',
      'Zoo',
    ]);
    expect(sorted('sv', of('Zoo', 1), of('Öl', 1), of('Oz', 1))).toEqual([
      'Oz',
      'Zoo',
      'Öl',
    ]);
  });
});
