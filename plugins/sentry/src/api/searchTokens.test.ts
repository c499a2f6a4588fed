import { readStatus, withStatus } from './searchTokens';

describe('the status within a search', () => {
  it.each([
    ['is:unresolved', 'unresolved'],
    ['level:error is:resolved', 'resolved'],
    ['is:archived', 'archived'],
    ['is:ignored', 'archived'],
    ['', 'all'],
    ['is:new', 'all'],
    ['!is:resolved', 'all'],
    ['message:"is:resolved ok"', 'all'],
    ['issue:[is:resolved x]', 'all'],
  ])('of %s is %s', (query, status) => {
    expect(readStatus(query)).toBe(status);
  });

  it.each([
    ['is:unresolved', 'resolved', 'is:resolved'],
    ['is:unresolved level:error', 'all', 'level:error'],
    [
      'level:error  is:ignored "a  b"',
      'unresolved',
      'is:unresolved level:error "a  b"',
    ],
    ['', 'archived', 'is:archived'],
    ['is:unresolved is:new', 'resolved', 'is:resolved is:new'],
    ['message:"is:resolved \\" ok"', 'all', 'message:"is:resolved \\" ok"'],
  ] as const)('of %s becomes %s as %s', (query, status, expected) => {
    expect(withStatus(query, status)).toBe(expected);
  });
});
