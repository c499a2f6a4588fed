import { SearchError, parseSearch } from './parse';

describe('parseSearch', () => {
  it('reads filters, negation, lists, quotes and comparisons', () => {
    expect(
      parseSearch('is:unresolved !level:[error, "fatal"] timesSeen:>10'),
    ).toEqual([
      {
        key: 'is',
        negated: false,
        operator: '=',
        values: ['unresolved'],
        freeText: false,
      },
      {
        key: 'level',
        negated: true,
        operator: '=',
        values: ['error', 'fatal'],
        freeText: false,
      },
      {
        key: 'timesSeen',
        negated: false,
        operator: '>',
        values: ['10'],
        freeText: false,
      },
    ]);
  });

  it('takes words next to each other as one text', () => {
    const values = parseSearch('cannot  read level:error "of undefined"').map(
      term => term.values,
    );
    expect(values).toEqual([['cannot read'], ['error'], ['of undefined']]);
  });

  it('keeps quotes that are escaped inside quotes', () => {
    expect(parseSearch('title:"say \\"hi\\""')[0].values).toEqual(['say "hi"']);
  });

  it.each([
    ['level:', "Empty string after 'level:'"],
    ['"open', 'Parse error at'],
    ['(level', 'commonly caused by unmatched parentheses'],
    ['level:[a,b', 'Parse error at'],
    ['a OR b', 'Boolean statements'],
    ['is:[new, regressed]', '"in" syntax invalid for "is" search'],
    ['(a b)', 'Boolean statements'],
  ])('refuses %s as Sentry does', (query, message) => {
    expect(() => parseSearch(query)).toThrow(SearchError);
    expect(() => parseSearch(query)).toThrow(message);
  });
});
