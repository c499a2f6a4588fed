import type { SentryComponentSummary } from 'backstage-plugin-sentry-common';
import { createFormats } from '../../formats';
import { byBadness } from './ComponentTotals';

const of = (
  title: string,
  unresolved?: number,
  capped = false,
): SentryComponentSummary => ({
  ref: 'component:default/any',
  title,
  projects: [],
  unresolved,
  capped,
});
const sorted = (language: string, ...all: SentryComponentSummary[]) =>
  all.sort(byBadness(createFormats(language))).map(({ title }) => title);

describe('byBadness', () => {
  it('puts the most first, and what is not known before what has none', () => {
    expect(
      sorted('en', of('none', 0), of('dark'), of('few', 3), of('many', 100)),
    ).toEqual(['many', 'few', 'dark', 'none']);
    expect(sorted('en', of('exact', 100), of('more', 100, true))).toEqual([
      'more',
      'exact',
    ]);
  });

  it('puts what got worse before all that did not', () => {
    expect(
      sorted(
        'en',
        of('many', 100, true),
        { ...of('regressed', 2), regressed: 1 },
        { ...of('both', 3), regressed: 1, escalating: 1 },
      ),
    ).toEqual(['both', 'regressed', 'many']);
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
