import { createFormats } from './formats';

const now = new Date('2026-11-21T12:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe('createFormats', () => {
  it.each([
    [0, 'now'],
    [59, 'now'],
    [60, '1 minute ago'],
    [3599, '59 minutes ago'],
    [7200, '2 hours ago'],
    [86_400, '1 day ago'],
    [8 * 86_400, '8 days ago'],
    [29 * 86_400, '29 days ago'],
    [31 * 86_400, '1 month ago'],
    [65 * 86_400, '2 months ago'],
    [800 * 86_400, '2 years ago'],
    [-3600, 'in 1 hour'],
  ])('says of %i seconds ago: %s', (seconds, text) => {
    expect(createFormats('en').relative(ago(seconds), now)).toBe(text);
  });

  it('takes other words for the last minute', () => {
    const formats = createFormats('en', 'just now');
    expect(formats.relative(ago(59), now)).toBe('just now');
    expect(formats.relative(ago(60), now)).toBe('1 minute ago');
  });

  it.each([
    [0, '0%'],
    [0.001, '1%'],
    [0.3604, '36%'],
    [0.999, '99%'],
    [1, '100%'],
  ])('says of a share of %d: %s', (share, text) => {
    expect(createFormats('en').percent(share)).toBe(text);
  });

  it.each([
    [120, '120ms'],
    [2300, '2.3s'],
    [-61_000, '1m'],
    [3 * 3_600_000, '3h'],
    [2 * 86_400_000, '2d'],
  ])('says of %d milliseconds: %s', (milliseconds, text) => {
    expect(createFormats('en').duration(milliseconds)).toBe(text);
  });

  it('speaks the language it is made for', () => {
    const formats = createFormats('de');
    expect(formats.relative(ago(180), now)).toBe('vor 3 Minuten');
    expect(formats.number(1284)).toBe('1.284');
    expect(formats.list(['a', 'b'])).toBe('a und b');
    expect(['b', 'ä', 'a'].sort(formats.compare)).toEqual(['a', 'ä', 'b']);
  });

  it('names the days that Sentry counts as UTC does, wherever they are looked at', () => {
    const formats = createFormats('en');
    const start = new Date('2026-11-12T00:00:00Z');
    expect(formats.bucket(start, false)).toBe('November 12');
    expect(formats.tick(start, false)).toBe('Nov 12');
  });

  it('names hours, and days that begin at any of them, by the clock of who looks', () => {
    const formats = createFormats('en');
    const evening = new Date(2026, 10, 12, 20, 15);
    expect(formats.bucket(evening, true)).toBe('November 12 at 8 PM');
    expect(formats.tick(evening, true)).toBe('Nov 12, 8 PM');
    expect(formats.bucket(evening, false)).toBe('November 12');
  });
});
