import type { SentryIssueChange } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import {
  sentryServiceMock,
  type FakeSentryIssue,
} from 'backstage-plugin-sentry-node/testUtils';
import {
  fakeClient,
  rawIssue,
  shopWeb,
  type FakeClient,
  type IssueOverrides,
} from '../../__testUtils__/fakeSentry';
import { scopeOf } from '../../scopes/types';
import { ProjectChanges } from '../../answers/changes';
import { applyChange } from './applyChange';
import { toUpdate } from './issueChange';

describe('applyChange', () => {
  const [instance] = sentryServiceMock().config.instances;
  const project = {
    instance: instance.name,
    organization: 'acme',
    ...shopWeb,
  };

  function clientOf(issues: FakeSentryIssue[] = [rawIssue('1')]): FakeClient {
    const client = fakeClient([shopWeb], { issues, isShared: false });
    jest.spyOn(client, 'updateIssues');
    return client;
  }

  const onChanged = jest.fn(async () => {});
  beforeEach(() => onChanged.mockClear());

  const inMinutes = (minutes: number) =>
    new Date(Date.now() + minutes * 60_000).toISOString();

  async function apply(
    own: FakeClient,
    change: SentryIssueChange = { status: 'resolved' },
    ids: string[] = ['1'],
  ) {
    const portal = fakeClient([shopWeb], { issues: [rawIssue('1')] });
    const scope = scopeOf({
      id: 'default:acme',
      client: portal,
      instance,
      organization: 'acme',
      projects: [project],
    });
    const changes = new ProjectChanges({ keptMs: 1_000, announce: onChanged });
    const applied = await applyChange(
      {
        entityRef: 'component:default/shop',
        group: {
          scope,
          issues: ids.map(id => ({ named: id, id, scope, project })),
        },
        change,
        changes,
        onAct: () => {},
      },
      { client: own, actsAs: 'user' },
    );
    return { applied, portal, isNoted: onChanged.mock.calls.length > 0 };
  }

  describe('a change that Sentry takes', () => {
    it('is noted, and can be read by the user who made it', async () => {
      const own = clientOf([rawIssue('1', 0, { status: 'resolved' })]);
      const { applied, portal, isNoted } = await apply(own);
      expect(applied).toMatchObject({
        items: [{ id: '1', status: 'resolved', actedAs: 'user' }],
        problems: [],
        outcome: 'succeeded',
      });
      expect(applied.items[0]).not.toHaveProperty('differs');
      expect(isNoted).toBe(true);
      expect(own.listIssueStates).toHaveBeenCalledTimes(1);
      expect(portal.listIssueStates).not.toHaveBeenCalled();
    });

    it.each<[SentryIssueChange, IssueOverrides, string[] | undefined]>([
      [{ status: 'resolved' }, { status: 'unresolved' }, ['status']],
      [{ status: 'resolved' }, {}, undefined],
      [
        { status: 'ignored', substatus: 'archived_forever' },
        { status: 'ignored', substatus: 'archived_until_escalating' },
        ['substatus'],
      ],
      [
        { status: 'resolved', resolution: { inNextRelease: true } },
        { status: 'resolved', statusDetails: {} },
        ['resolution'],
      ],
      [
        { status: 'resolved', resolution: { inNextRelease: true } },
        { status: 'resolved', statusDetails: { inRelease: '2.0.0' } },
        undefined,
      ],
      [
        { status: 'resolved', resolution: { inRelease: '1.0.0' } },
        { status: 'resolved', statusDetails: { inRelease: '2.0.0' } },
        ['resolution'],
      ],
      [
        { status: 'resolved', resolution: { inRelease: 'latest' } },
        { status: 'resolved', statusDetails: { inRelease: '2.0.0' } },
        undefined,
      ],
      [
        { status: 'ignored', durationMinutes: 60 },
        { status: 'ignored', statusDetails: {} },
        ['substatus'],
      ],
      [
        { status: 'ignored', durationMinutes: 60 },
        { status: 'ignored', statusDetails: { ignoreUntil: inMinutes(60) } },
        undefined,
      ],
      [
        { status: 'ignored', until: inMinutes(60) },
        { status: 'ignored', statusDetails: { ignoreUntil: inMinutes(90) } },
        ['substatus'],
      ],
      [{ priority: 'low' }, { priority: 'high' }, ['priority']],
      [{ isReviewed: true }, { isUnreviewed: true }, ['isReviewed']],
      [{ isReviewed: true }, { isUnreviewed: false }, undefined],
      [{ assignedTo: 'user:5' }, {}, ['assignedTo']],
      [
        { assignedTo: null },
        { assignee: { type: 'team', id: '7', name: 'Team 7' } },
        ['assignedTo'],
      ],
      [
        { assignedTo: 'team:7' },
        { assignee: { type: 'team', id: '7', name: 'Team 7' } },
        undefined,
      ],
      // Older servers name the address alone, which is kept back.
      [
        { assignedTo: 'user:5' },
        { assignee: { type: 'user', id: 'unknown', name: 'User' } },
        undefined,
      ],
      [{ assignedTo: null }, {}, undefined],
    ])(
      'to %j, after which it is %j, says what is otherwise: %j',
      async (change, found, differs) => {
        const own = clientOf([rawIssue('1', 0, found)]);
        const { applied } = await apply(own, change);
        expect([applied.items[0].differs, applied.problems]).toEqual([
          differs,
          [],
        ]);
      },
    );

    it('says of an issue that is then not there that it may have been changed', async () => {
      const own = clientOf([rawIssue('1', 0, { status: 'resolved' })]);
      const { applied } = await apply(own, { status: 'resolved' }, ['1', '2']);
      expect(applied.items).toMatchObject([{ id: '1' }]);
      expect(applied.problems).toMatchObject([
        { issue: '2', code: 'ISSUE_NOT_FOUND', outcome: 'unknown' },
      ]);
    });

    it('says that it is made where it can not be read, and when to look again', async () => {
      const own = clientOf();
      own.listIssueStates.mockRejectedValue(
        new SentryProblemError({
          code: 'RATE_LIMITED',
          message: 'Too often.',
          retryAfterSeconds: 7,
        }),
      );
      const { applied, isNoted } = await apply(own);
      expect(applied).toMatchObject({
        items: [],
        problems: [{ outcome: 'changed', retryAfterSeconds: 7 }],
        outcome: 'succeeded',
      });
      expect(isNoted).toBe(true);
    });

    it('changes nothing where Sentry finds none of the issues', async () => {
      const own = clientOf();
      own.updateIssues.mockResolvedValue(false);
      const { applied, isNoted } = await apply(own);
      expect(applied).toMatchObject({
        items: [],
        problems: [{ issue: '1', code: 'ISSUE_NOT_FOUND' }],
        outcome: 'ISSUE_NOT_FOUND',
      });
      expect(applied.problems[0]).not.toHaveProperty('outcome');
      expect([isNoted, own.listIssueStates.mock.calls]).toEqual([false, []]);
    });
  });

  describe('a change that fails', () => {
    const failing = (code: SentryProblemError['code']) => {
      const own = clientOf();
      own.updateIssues.mockRejectedValue(
        new SentryProblemError({
          code,
          message: 'No.',
          action: 'Do something.',
          retryAfterSeconds: 30,
        }),
      );
      return apply(own);
    };

    it.each([
      'UPSTREAM_TIMEOUT',
      'UPSTREAM_UNAVAILABLE',
      'UPSTREAM_UNEXPECTED',
    ] as const)('with %s may have been made, and is noted', async code => {
      const { applied, isNoted } = await failing(code);
      expect(applied).toMatchObject({
        problems: [
          {
            code,
            outcome: 'unknown',
            action: expect.stringContaining('may have been made'),
            retryAfterSeconds: 30,
          },
        ],
        outcome: code,
      });
      expect(isNoted).toBe(true);
    });

    it.each([
      'RATE_LIMITED',
      'SCOPE_MISSING',
      'QUERY_INVALID',
      'TOKEN_REJECTED',
      'ORGANIZATION_NOT_FOUND',
    ] as const)('with %s was not made, and is not noted', async code => {
      const { applied, isNoted } = await failing(code);
      expect(applied).toMatchObject({
        problems: [{ code, action: 'Do something.', retryAfterSeconds: 30 }],
        outcome: code,
      });
      expect(applied.problems[0]).not.toHaveProperty('outcome');
      expect(isNoted).toBe(false);
    });

    it('in a way that nobody thought of is noted, and thrown', async () => {
      const own = clientOf();
      own.updateIssues.mockRejectedValue(new TypeError('odd'));
      await expect(apply(own)).rejects.toThrow('odd');
      expect(onChanged).toHaveBeenCalledTimes(1);
    });
  });
});

describe('toUpdate', () => {
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
});
