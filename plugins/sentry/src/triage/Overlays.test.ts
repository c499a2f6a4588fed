import { makeIssue } from '../__testUtils__/data';
import { Overlays } from './Overlays';

const issue = makeIssue();
const resolved = { status: 'resolved', priority: 'high' } as const;
const lowered = { status: 'resolved', priority: 'low' } as const;

describe('Overlays', () => {
  it('shows of two changes what was answered last, whichever was asked first', () => {
    const overlays = new Overlays()
      .guess(1, [issue], { status: 'resolved' })
      .guess(2, [issue], { priority: 'low' })
      .settle(2, issue, { status: 'unresolved', priority: 'low' }, 1)
      .settle(1, issue, lowered, 2);

    expect(overlays.patchOf(issue, 0)).toEqual(lowered);
    expect(overlays.patchOf(issue, 1)).toEqual(lowered);
    expect(overlays.patchOf(issue, 2)).toEqual({});
  });

  it('shows what is still under way over what is settled', () => {
    const overlays = new Overlays()
      .guess(1, [issue], { status: 'resolved' })
      .guess(2, [issue], { priority: 'low' })
      .settle(1, issue, resolved, 1);

    expect(overlays.patchOf(issue, 0)).toEqual(lowered);
    expect(overlays.patchOf(issue, 1)).toEqual({ priority: 'low' });
  });

  it('leaves it at the guess where Sentry did not say, until more is loaded', () => {
    const overlays = new Overlays()
      .guess(1, [issue], { status: 'resolved' })
      .settle(1, issue, resolved, 1)
      .guess(2, [issue], { priority: 'low' })
      .presume(2, issue, 2);

    expect(overlays.patchOf(issue, 0)).toEqual(lowered);
    expect(overlays.patchOf(issue, 1)).toEqual({ priority: 'low' });
    expect(overlays.hasSince(issue, 1)).toBe(true);
    expect(overlays.hasSince(issue, 2)).toBe(false);
  });

  it('keeps the issues of two Sentrys apart that have the same number', () => {
    const project = { ...issue.project, instance: 'eu' };
    const overlays = new Overlays().guess(1, [issue], resolved);

    expect(overlays.hasSince(issue, 0)).toBe(true);
    expect(overlays.hasSince({ ...issue, project }, 0)).toBe(false);
  });
});
