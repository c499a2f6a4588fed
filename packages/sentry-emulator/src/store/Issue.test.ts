import { oneDay } from './issueState';
import { Issue } from './Issue';
import { everything } from './timeline';
import type { StoredEvent } from './types';
import { compareSemantic, parseRelease } from './version';

describe('Issue', () => {
  const now = Date.UTC(2026, 10, 21, 12);

  function createIssue(): Issue {
    return new Issue({
      id: '1',
      shortId: 'SHOP-1',
      hash: 'h',
      project: { id: '11', slug: 'shop', name: 'Shop', platform: 'node' },
    });
  }

  let events = 0;
  function event(
    daysAgo: number,
    overrides: Partial<StoredEvent> = {},
  ): StoredEvent {
    events += 1;
    return {
      id: String(events).padStart(32, '0'),
      projectId: '11',
      timestamp: now - daysAgo * oneDay,
      received: now,
      type: 'error',
      level: 'error',
      platform: 'node',
      title: 'Error',
      culprit: '',
      message: '',
      metadata: {},
      unhandled: false,
      tags: {},
      fingerprint: [],
      errors: [],
      attachments: [],
      payload: '{}',
      ...overrides,
    };
  }

  describe('substatus', () => {
    it('is new for seven days, then ongoing', () => {
      const issue = createIssue();
      issue.add(event(6.9));
      expect(issue.substatus(now)).toBe('new');
      expect(issue.substatus(now + oneDay)).toBe('ongoing');
    });

    it('is regressed after an event on a resolved issue', () => {
      const issue = createIssue();
      issue.add(event(10));
      issue.resolve();
      expect(issue.substatus(now)).toBeNull();
      issue.add(event(1));
      expect(issue.status).toBe('unresolved');
      expect(issue.substatus(now)).toBe('regressed');
    });

    it('is escalating when the last day clearly exceeds the days before', () => {
      const issue = createIssue();
      for (let day = 1.5; day < 10; day += 1) {
        issue.add(event(day));
      }
      for (let count = 0; count < 12; count += 1) {
        issue.add(event(0.1));
      }
      expect(issue.substatus(now)).toBe('escalating');
      expect(issue.substatus(now + 2 * oneDay)).toBe('ongoing');
    });

    it('stays archived for ever where people said so, whatever comes', () => {
      const issue = createIssue();
      issue.add(event(10));
      issue.archive('archived_forever');
      for (let count = 0; count < 30; count += 1) {
        issue.add(event(0.1));
      }
      expect(issue.status).toBe('ignored');
      expect(issue.substatus(now)).toBe('archived_forever');
    });

    it('leaves the archive on a rise where people said until escalating', () => {
      const issue = createIssue();
      issue.add(event(10));
      issue.archive('archived_until_escalating');
      for (let count = 0; count < 30; count += 1) {
        issue.add(event(0.1));
      }
      expect(issue.status).toBe('unresolved');
    });
  });

  describe('priority', () => {
    it.each([
      ['fatal', false, 'high'],
      ['error', false, 'high'],
      ['warning', false, 'medium'],
      ['warning', true, 'high'],
      ['info', false, 'low'],
    ] as const)(
      'of level %s, unhandled %s is %s',
      (level, unhandled, priority) => {
        const issue = createIssue();
        issue.add(event(1, { level, unhandled }));
        expect(issue.priority.current).toBe(priority);
      },
    );
  });

  describe('counts', () => {
    it('differ between a window and all time, and count users once', () => {
      const issue = createIssue();
      issue.add(event(10, { user: 'id:1' }));
      issue.add(event(1, { user: 'id:2' }));
      issue.add(event(0.5, { user: 'id:2' }));
      const window = { from: now - 2 * oneDay, to: now };
      expect(issue.timeline.stats(window)).toMatchObject({
        count: 2,
        userCount: 1,
        firstSeen: now - oneDay,
      });
      expect(issue.timeline.stats(everything)).toMatchObject({
        count: 3,
        userCount: 2,
        firstSeen: now - 10 * oneDay,
      });
    });

    it('do not depend on the order of arrival', () => {
      const issue = createIssue();
      for (const days of [3, 8, 1, 5]) {
        issue.add(event(days));
      }
      expect(
        issue.timeline
          .within(everything)
          .map(e => (now - e.timestamp) / oneDay),
      ).toEqual([8, 5, 3, 1]);
    });
  });
});

describe('versions of releases', () => {
  it.each([
    ['shop@1.9.0', 'shop@1.10.0'],
    ['shop@1.10.0-rc.2', 'shop@1.10.0-rc.10'],
    ['shop@1.10.0-rc.1', 'shop@1.10.0'],
    ['1.2', '1.2.1'],
  ])('%s is older than %s', (a, b) => {
    expect(compareSemantic(a, b)).toBeLessThan(0);
    expect(compareSemantic(b, a)).toBeGreaterThan(0);
  });

  it.each([
    ['shop@1.0.0', 'cart@2.0.0'],
    ['17642328ead24b51', 'shop@1.0.0'],
  ])('%s and %s are in no order of their own', (a, b) => {
    expect(compareSemantic(a, b)).toBeUndefined();
  });

  it('reads package and version', () => {
    expect(parseRelease('@acme/shop@1.2.3-rc.1+7')).toEqual({
      package: '@acme/shop',
      raw: '1.2.3-rc.1+7',
      version: {
        raw: '1.2.3-rc.1+7',
        major: 1,
        minor: 2,
        patch: 3,
        pre: 'rc.1',
        buildCode: '7',
        components: 3,
      },
    });
  });
});
