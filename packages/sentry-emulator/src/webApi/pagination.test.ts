import {
  linkHeader,
  offsetPage,
  readCursor,
  readPerPage,
  scorePage,
} from './pagination';

function walk(scored: { score: number; item: string }[], limit: number) {
  const pages: string[][] = [];
  let page = scorePage(scored, limit);
  pages.push(page.items);
  while (page.next.hasResults) {
    page = scorePage(scored, limit, page.next);
    pages.push(page.items);
  }
  return { pages, last: page };
}

describe('scorePage', () => {
  const scored = [9, 7, 7, 7, 7, 4, 1].map((score, index) => ({
    score,
    item: `i${index}`,
  }));

  it('yields each item once, whatever share a score', () => {
    const { pages } = walk(scored, 2);
    expect(pages).toEqual([['i0', 'i1'], ['i2', 'i3'], ['i4', 'i5'], ['i6']]);
  });

  it('goes back over the same items', () => {
    const { last } = walk(scored, 2);
    const before = scorePage(scored, 2, last.previous);
    expect(before.items).toEqual(['i4', 'i5']);
    expect(before.previous.hasResults).toBe(true);
  });

  it('does not shift when something arrives above', () => {
    const { next } = scorePage(scored, 3);
    const grown = [{ score: 10, item: 'newer' }, ...scored];
    expect(scorePage(grown, 3, next).items).toEqual(['i3', 'i4', 'i5']);
  });
});

describe('cursors', () => {
  it('reads value, offset and direction', () => {
    expect(readCursor(new URLSearchParams('cursor=1731:2:1'))).toEqual({
      value: 1731,
      offset: 2,
      isPrevious: true,
    });
  });

  it.each(['x', '1:2', '1:2:3', 'abc:0:0'])('refuses %s', cursor => {
    expect(() => readCursor(new URLSearchParams({ cursor }))).toThrow(
      'Sentry answers 400',
    );
  });

  it.each(['0', '101', 'ten'])('refuses per_page=%s', perPage => {
    expect(() =>
      readPerPage(new URLSearchParams({ per_page: perPage })),
    ).toThrow('Sentry answers 400');
  });
});

describe('linkHeader', () => {
  const request = (query: string) => ({
    path: '/api/0/things/',
    query: new URLSearchParams(query),
    body: undefined,
    params: {},
  });
  const context = { baseUrl: 'http://127.0.0.1:1' };
  const page = offsetPage(['a', 'b', 'c'], 2);

  it('names both directions and says which has results', () => {
    const { Link } = linkHeader(request('query=x&cursor=2:0:0'), context, page);
    expect(Link).toBe(
      '<http://127.0.0.1:1/api/0/things/?query=x&cursor=2:-1:1>; rel="previous"; results="false"; cursor="2:-1:1", ' +
        '<http://127.0.0.1:1/api/0/things/?query=x&cursor=2:1:0>; rel="next"; results="true"; cursor="2:1:0"',
    );
  });

  it('writes ?&cursor= where there is no other query', () => {
    const { Link } = linkHeader(request(''), context, page);
    expect(Link).toContain('/things/?&cursor=2:1:0>');
  });
});
