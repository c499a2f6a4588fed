import { ageOf } from './ageOf';

describe('ageOf', () => {
  it('tells how long ago something was', () => {
    expect(ageOf(1_000, 1_000)).toBe(0);
    expect(ageOf(1_000, 4_500)).toBe(3_500);
  });

  it('takes what is yet to come for as old as can be: the clock was set back', () => {
    expect(ageOf(1_001, 1_000)).toBe(Infinity);
  });
});
