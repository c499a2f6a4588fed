import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { resumeAt } from './mergeScopes';

const issue = (id: string, count: number): SentryIssue => ({
  id,
  title: id,
  count,
  userCount: 0,
  project: {
    instance: 'default',
    organization: 'acme',
    id: '11',
    slug: 'shop-web',
    name: 'Shop web',
  },
});
const a = issue('a', 40);
const b = issue('b', 30);
const c = issue('c', 20);
const d = issue('d', 10);
// a and b were given.
const afterB = { offset: 2, last: { id: 'b', rank: 30 }, done: false };

describe('resumeAt', () => {
  it.each([
    ['is as it was', [a, b, c, d], 'c'],
    ['has a new issue at the top', [issue('x', 50), a, b, c], 'c'],
    ['lost one that was given', [b, c, d], 'c'],
    ['lost the last one that was given', [a, c, d], 'c'],
    ['has that one further up', [issue('b', 60), a, c, d], 'c'],
    ['has that one further down', [a, c, issue('b', 15), d], 'c'],
    ['lost everything that was given', [c, d], 'c'],
    ['lost the next one', [a, b, d], 'd'],
    ['has nothing more', [a, b], undefined],
    ['is empty', [], undefined],
  ])('goes on behind what was given when the page %s', (_name, page, next) => {
    expect(page[resumeAt(page, afterB, 'freq')]?.id).toBe(next);
  });

  it('skips none of its equals when the last one is gone', () => {
    const equals = ['a', 'c', 'd'].map(id => issue(id, 1));
    const last = { id: 'b', rank: 1 };
    const at = resumeAt(equals, { offset: 2, last, done: false }, 'freq');
    expect(equals[at].id).toBe('c');
  });
});
