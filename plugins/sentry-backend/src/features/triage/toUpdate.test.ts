import type { SentryIssueChange } from 'backstage-plugin-sentry-common';
import { toUpdate } from './toUpdate';

const now = Date.UTC(2026, 10, 21, 12);

describe('toUpdate', () => {
  it.each<[SentryIssueChange, object]>([
    [{ status: 'resolved' }, { status: 'resolved' }],
    [
      { status: 'resolved', resolution: { inNextRelease: true } },
      { status: 'resolved', statusDetails: { inNextRelease: true } },
    ],
    [
      { status: 'resolved', resolution: { inRelease: 'shop@1' } },
      { status: 'resolved', statusDetails: { inRelease: 'shop@1' } },
    ],
    [{ status: 'ignored' }, { status: 'ignored' }],
    [
      { status: 'ignored', substatus: 'archived_forever' },
      { status: 'ignored', substatus: 'archived_forever' },
    ],
    [
      {
        status: 'ignored',
        substatus: 'archived_until_condition_met',
        durationMinutes: 90,
      },
      {
        status: 'ignored',
        substatus: 'archived_until_condition_met',
        statusDetails: { ignoreDuration: 90 },
      },
    ],
    [{ isReviewed: true }, { inbox: false }],
    [{ assignedTo: 'team:101' }, { assignedTo: 'team:101' }],
    [{ assignedTo: null }, { assignedTo: '' }],
    [{ priority: 'high' }, { priority: 'high' }],
  ])('%j is %j to Sentry', (change, update) => {
    expect(toUpdate(change, now)).toEqual(update);
  });

  it.each([
    ['2026-11-21T12:30:00Z', 30],
    ['2026-11-21T13:30:00+01:00', 30],
    ['2026-11-21T12:00:01Z', 1],
    ['2026-11-21T12:01:01Z', 2],
    ['2026-11-21T11:59:59Z', 1],
  ])('archives until %s: for %d minutes, never less', (until, minutes) => {
    expect(toUpdate({ until }, now)).toEqual({
      statusDetails: { ignoreDuration: minutes },
    });
  });
});
