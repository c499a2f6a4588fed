import { nextIn } from './nextIn';

describe('nextIn', () => {
  it('finds what comes next from each place, asked for in whatever order', () => {
    const next = nextIn('a;b;c', /;/g);
    expect([0, 1, 2, 3, 4, 5, 2, 0].map(next)).toEqual([
      1, 1, 3, 3, 5, 5, 3, 1,
    ]);
  });

  it('reads the text once for places in rising order', () => {
    const pattern = /;/g;
    const search = jest.spyOn(pattern, 'exec');
    const text = `${'a'.repeat(1_000)};${'b'.repeat(1_000)}`;
    const next = nextIn(text, pattern);
    for (let place = 0; place < text.length; place += 1) {
      next(place);
    }
    expect(search).toHaveBeenCalledTimes(2);
  });
});
