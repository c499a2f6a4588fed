import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import {
  captureIssues,
  changesOf,
  idsOf,
  startTriagePortal,
  bob,
  triageEntities,
} from '../__testUtils__/triagePortal';
import { giveFeedback, useEmulator } from '../__testUtils__/useEmulator';
import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { holder } from '../__testUtils__/manyProjects';
import type { Policy } from '../__testUtils__/policy';

describe('changes', () => {
  const emulator = useEmulator(captureIssues);
  const start = () => startTriagePortal({ emulator: emulator() });
  const DAY = 24 * 60 * 60_000;
  const list = '/api/0/organizations/acme/issues/';

  describe('a change of an issue', () => {
    it('is made at Sentry, naming issue and project, and answered with what Sentry then says', async () => {
      const portal = await start();
      const [id] = idsOf(emulator(), 'shop-web');
      const { status, body, headers } = await portal.patch(
        'web',
        `issues/${id}`,
        { status: 'resolved', assignedTo: 'user:501', priority: 'low' },
      );
      expect([status, body]).toEqual([
        200,
        {
          items: [
            {
              id,
              shortId: expect.any(String),
              status: 'resolved',
              isUnreviewed: false,
              substatus: null,
              priority: 'low',
              assignee: { type: 'user', id: '501', name: 'Ada Park' },
              statusDetails: { actor: 'Backstage' },
              project: {
                instance: 'default',
                organization: 'acme',
                id: '11',
                slug: 'shop-web',
                name: 'Shop web',
              },
              actedAs: 'service',
            },
          ],
          problems: [],
        },
      ]);
      expect(headers['cache-control']).toBe('private, no-store');
      expect(changesOf(emulator())).toEqual([`${list}?id=${id}&project=11`]);
    });

    const soon = new Date(Date.now() + DAY).toISOString();
    it.each([
      [{ status: 'unresolved' }, { status: 'unresolved' }],
      [
        { status: 'resolved', resolution: { inNextRelease: true } },
        { status: 'resolved', statusDetails: { inNextRelease: true } },
      ],
      [
        { status: 'resolvedInNextRelease' },
        { status: 'resolved', statusDetails: { inNextRelease: true } },
      ],
      [
        { status: 'resolved', resolution: { inRelease: 'shop-web@1.0.0' } },
        { status: 'resolved', statusDetails: { inRelease: 'shop-web@1.0.0' } },
      ],
      [
        { status: 'ignored' },
        { status: 'ignored', substatus: 'archived_until_escalating' },
      ],
      [
        { status: 'ignored', substatus: 'archived_forever' },
        { status: 'ignored', substatus: 'archived_forever' },
      ],
      [
        {
          status: 'ignored',
          substatus: 'archived_until_condition_met',
          durationMinutes: 30,
        },
        {
          substatus: 'archived_until_condition_met',
          statusDetails: { ignoreUntil: expect.any(String) },
        },
      ],
      [
        {
          status: 'ignored',
          substatus: 'archived_until_condition_met',
          until: soon,
        },
        { statusDetails: { ignoreUntil: expect.stringMatching(/Z$/) } },
      ],
      [{ isReviewed: true }, { isUnreviewed: false }],
      [{ assignedTo: 'team:101' }, { assignee: { type: 'team', id: '101' } }],
      [{ assignedTo: null }, { assignee: null }],
      [{ priority: 'high' }, { priority: 'high' }],
    ])('%j is what Sentry then has', async (change, expected) => {
      const portal = await start();
      const [, , id] = idsOf(emulator(), 'shop-web');
      await portal.patch('web', `issues/${id}`, { status: 'unresolved' });
      const { status, body } = await portal.patch(
        'web',
        `issues/${id}`,
        change,
      );
      expect([status, body.items, body.problems]).toEqual([
        200,
        [expect.objectContaining({ id })],
        [],
      ]);
      expect(body.items[0]).toMatchObject(expected);
    });

    it.each([
      [
        { status: 'resolved' },
        { status: 'resolved', resolution: { inNextRelease: true } },
        ['resolution'],
      ],
      [
        { status: 'ignored', substatus: 'archived_forever' },
        { status: 'ignored', substatus: 'archived_until_escalating' },
        ['substatus'],
      ],
      [
        { status: 'ignored', substatus: 'archived_forever' },
        {
          status: 'ignored',
          substatus: 'archived_until_condition_met',
          until: soon,
        },
        ['substatus'],
      ],
    ])(
      'of what is %j to %j is skipped by Sentry, and said to be',
      async (is, asked, differs) => {
        const portal = await start();
        const [, , id] = idsOf(emulator(), 'shop-web');
        await portal.patch('web', `issues/${id}`, { status: 'unresolved' });
        const before = await portal.patch('web', `issues/${id}`, is);
        expect(before.body.items[0]).not.toHaveProperty('differs');
        const { body } = await portal.patch('web', `issues/${id}`, asked);
        expect(body.items).toEqual([{ ...before.body.items[0], differs }]);
      },
    );

    it('that marks it as reviewed is of use until it is, as list, detail and answer tell', async () => {
      const portal = await start();
      await captureWithSdk({
        dsn: emulator().dsn('acme', 'payments'),
        events: [{ type: 'Error', value: 'not seen yet' }],
      });
      const id = idsOf(emulator(), 'payments').at(-1);
      const told = async () => {
        const page = await portal.get('pay', 'issues?query=');
        const { body } = await portal.get('pay', `issues/${id}`);
        const listed = page.body.items.find(
          (issue: { id: string }) => issue.id === id,
        );
        return [listed.isUnreviewed, body.issue.isUnreviewed];
      };
      expect(await told()).toEqual([true, true]);
      const { body } = await portal.patch('pay', `issues/${id}`, {
        isReviewed: true,
      });
      expect(body.items).toMatchObject([{ id, isUnreviewed: false }]);
      expect(await told()).toEqual([false, false]);
    });

    it('takes the short id, in any spelling', async () => {
      const portal = await start();
      const [, id] = idsOf(emulator(), 'shop-web');
      const first = await portal.patch('web', `issues/${id}`, {
        priority: 'low',
      });
      const { shortId } = first.body.items[0];
      const { body } = await portal.patch(
        'web',
        `issues/${shortId.toLowerCase()}`,
        { priority: 'medium' },
      );
      expect(body.items).toMatchObject([{ id, shortId, priority: 'medium' }]);
    });

    it('is one of feedback, too, by number and by short ids beside others', async () => {
      await giveFeedback(emulator(), {
        project: 'shop-web',
        eventId: 'f'.repeat(32),
      });
      const portal = await start();
      const { body } = await portal.get(
        'web',
        'issues?query=issue.category:feedback',
      );
      const other = await portal.get('web', 'issues?query=&sort=new');
      const [feedback, error] = [body.items[0], other.body.items[0]];
      const byNumber = await portal.patch('web', `issues/${feedback.id}`, {
        status: 'resolved',
      });
      expect(byNumber.body).toMatchObject({
        items: [{ id: feedback.id, status: 'resolved' }],
        problems: [],
      });
      const byShortId = await portal.patch('web', 'issues', {
        ids: [feedback.shortId, error.shortId],
        status: 'unresolved',
      });
      expect(byShortId.body).toMatchObject({
        items: [feedback, error].map(({ id }) => ({
          id,
          status: 'unresolved',
        })),
        problems: [],
      });
    });

    it('passes on why Sentry refuses it, without an address in it', async () => {
      const portal = await start();
      const [id] = idsOf(emulator(), 'shop-web');
      const { status, body } = await portal.patch('web', `issues/${id}`, {
        status: 'resolved',
        resolution: { inRelease: 'ada@example.com' },
      });
      expect([status, body.error.code]).toEqual([400, 'QUERY_INVALID']);
      expect(body.error.message).toContain('Unable to find a release');
      expect(JSON.stringify(body)).not.toContain('ada@example.com');
    });

    it('ends in what Sentry has where two act at once', async () => {
      const portal = await start();
      const [id] = idsOf(emulator(), 'shop-web');
      const answers = await Promise.all(
        ['low', 'high', 'medium'].map(priority =>
          portal.patch('web', `issues/${id}`, { priority }),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      const { body } = await portal.get('web', `issues/${id}`);
      const last = await portal.patch('web', `issues/${id}`, {
        isReviewed: true,
      });
      expect(body.issue.priority).toBe(last.body.items[0].priority);
    });
  });

  describe('a change of several issues', () => {
    it('is one call for each organization, and names them all', async () => {
      const portal = await start();
      const web = idsOf(emulator(), 'shop-web');
      const pay = idsOf(emulator(), 'payments');
      const ids = [pay[0], web[1], web[0]];
      const { status, body } = await portal.patch('both', 'issues', {
        ids,
        status: 'resolved',
      });
      expect([status, body.problems]).toEqual([200, []]);
      expect(
        body.items.map((item: { id: string; status: string }) => [
          item.id,
          item.status,
        ]),
      ).toEqual(ids.map(id => [id, 'resolved']));
      expect(changesOf(emulator())).toEqual([
        `${list}?${ids.map(id => `id=${id}`).join('&')}&project=13&project=11`,
      ]);
    });

    it('is one for each project where it is in a release', async () => {
      const portal = await start();
      const [web] = idsOf(emulator(), 'shop-web');
      const [pay] = idsOf(emulator(), 'payments');
      const { body } = await portal.patch('both', 'issues', {
        ids: [web, pay],
        status: 'resolved',
        resolution: { inNextRelease: true },
      });
      expect([body.items.length, body.problems]).toEqual([2, []]);
      expect(changesOf(emulator()).sort()).toEqual(
        [`${list}?id=${pay}&project=13`, `${list}?id=${web}&project=11`].sort(),
      );
    });

    it('changes what it can, and says of the rest why not', async () => {
      const portal = await start();
      const [web] = idsOf(emulator(), 'shop-web');
      const [pay] = idsOf(emulator(), 'payments');
      const [far] = idsOf(emulator(), 'billing', 'acme-eu');
      const { status, body } = await portal.patch('far', 'issues', {
        ids: [web, far, pay, '999999'],
        priority: 'low',
      });
      expect(status).toBe(200);
      expect(body.items).toMatchObject([{ id: web, priority: 'low' }]);
      const { message } = body.problems[0];
      expect(body.problems).toEqual([
        // Of another entity, and of nobody: the same.
        expect.objectContaining({
          issue: pay,
          code: 'ISSUE_NOT_FOUND',
          message,
        }),
        expect.objectContaining({
          issue: '999999',
          code: 'ISSUE_NOT_FOUND',
          message,
        }),
        expect.objectContaining({ issue: far, code: 'SCOPE_MISSING' }),
      ]);
      expect(changesOf(emulator()).join()).not.toContain(`id=${pay}`);
    });

    it('is made to the others where one of several short ids is gone', async () => {
      const portal = await start();
      const named = emulator()
        .issues('acme', 'shop-web')
        .map(({ shortId }) => shortId)
        .sort();
      emulator().clearRequests();
      const { status, body } = await portal.patch('web', 'issues', {
        ids: [...named, 'SHOP-WEB-ZZ'],
        priority: 'high',
      });
      expect(status).toBe(200);
      expect(
        body.items.map(({ shortId }: { shortId: string }) => shortId).sort(),
      ).toEqual(named);
      expect(body.problems).toEqual([
        expect.objectContaining({
          issue: 'SHOP-WEB-ZZ',
          code: 'ISSUE_NOT_FOUND',
        }),
      ]);
      // Sentry refuses a search that names one which it does not know.
      expect(
        emulator()
          .requests()
          .filter(({ path }) => path === list)
          .map(({ status: code }) => code),
      ).toContain(400);
    });

    it('is the error where none could be changed', async () => {
      const portal = await start();
      const [far] = idsOf(emulator(), 'billing', 'acme-eu');
      const { status, body } = await portal.patch('far', 'issues', {
        ids: [far, '999999'],
        priority: 'low',
      });
      expect([status, body.error.code]).toEqual([502, 'SCOPE_MISSING']);
      expect(body.error.message).toContain('event:write');
      expect(body.error.action).toContain('event:write');
    });
  });
});

describe('changes on the page of an aggregate', () => {
  const emulator = useEmulator(captureIssues);
  const pay = 'component:default/pay';
  const parts = ['component:default/web', pay];
  const entities = [
    holder('System', 'shop', 'hasPart', parts),
    holder('Group', 'team', 'ownerOf', parts),
    ...triageEntities.filter(({ metadata }) =>
      ['web', 'pay'].includes(metadata.name),
    ),
  ];

  /** Issues of a component that bob may change, and of one that he may not. */
  async function start(policy: Policy) {
    const portal = await startTriagePortal({
      emulator: emulator(),
      entities,
      policy,
    });
    const [own] = idsOf(emulator(), 'shop-web');
    const [other] = idsOf(emulator(), 'payments');
    const { shortId } = emulator().issues('acme', 'payments')[0];
    const change = (entity: string, body: object, route = 'issues') =>
      request(portal.server)
        .patch(`/api/sentry/entities/${entity}/${route}`)
        .set('authorization', mockCredentials.user.header(bob.who))
        .send(body);
    return { own, other, shortId, change };
  }

  describe.each(['system/default/shop', 'group/default/team'])(
    'a change of issues on the page of %s',
    entity => {
      const status = 'resolved';

      it('is refused for a component that the caller may only read, however its issue is named, and none is made', async () => {
        const { own, other, shortId, change } = await start({
          readOnlyEntities: { [bob.who]: [pay] },
        });
        const answers = [
          await change(entity, { ids: [own, other], status }),
          await change(entity, { ids: [other, own], status }),
          await change(entity, { ids: [own, shortId], status }),
          await change(entity, { status }, `issues/${other}`),
          await change(entity, { status }, `issues/${shortId.toLowerCase()}`),
          await change(entity, { status }, `issues/${other}?project=payments`),
        ];
        for (const { status: code, body } of answers) {
          expect([code, body.error.name]).toEqual([403, 'NotAllowedError']);
          expect(body.error.message).toContain(pay);
        }
        expect(changesOf(emulator())).toEqual([]);
      });

      it('is made for the others', async () => {
        const { own, change } = await start({
          readOnlyEntities: { [bob.who]: [pay, entity.replace('/', ':')] },
        });
        const { status: code } = await change(entity, { ids: [own], status });
        expect(code).toBe(200);
        expect(changesOf(emulator())).toEqual([
          expect.stringContaining(`?id=${own}&project=11`),
        ]);
      });

      it.each<[string, Policy]>([
        ['is out of sight', { hiddenEntities: { [bob.who]: [pay] } }],
        ['may not be read', { deniedEntities: { [bob.who]: [pay] } }],
      ])(
        'knows no issue of a component that %s, and does not name it',
        async (_, policy) => {
          const { own, other, shortId, change } = await start(policy);
          const unknown = await change(entity, { status }, 'issues/999999999');
          for (const id of [other, shortId]) {
            const { status: code, body } = await change(
              entity,
              { status },
              `issues/${id}`,
            );
            expect([code, body.error]).toEqual([404, unknown.body.error]);
          }
          const mixed = await change(entity, { ids: [own, other], status });
          expect(mixed.body).toMatchObject({
            items: [{ id: own }],
            problems: [{ issue: other, code: 'ISSUE_NOT_FOUND' }],
          });
          expect(mixed.text).not.toContain('pay');
          expect(changesOf(emulator())).toEqual([
            expect.stringMatching(new RegExp(`\\?id=${own}&project=\\d+$`)),
          ]);
        },
      );
    },
  );
});

describe('changes at other servers', () => {
  describe.each([
    ['configured', { server: 'glitchtip' }],
    ['found out', {}],
  ])('a GlitchTip that is %s', (_, server) => {
    const emulator = useEmulator(captureIssues, { dialect: 'glitchtip' });
    const start = () =>
      startTriagePortal({ emulator: emulator(), sentry: server });

    it('changes the status of issues, one and several, and only that', async () => {
      const portal = await start();
      const [one, two] = idsOf(emulator(), 'shop-web');
      // What kind of server it is shows in the first list.
      const list = await portal.get('web', 'issues');
      expect(list.body.items[0]).toMatchObject({ status: 'unresolved' });
      expect(list.body.items[0]).not.toHaveProperty('isUnreviewed');
      const advice = await portal.advice('web');
      expect(advice.body).toMatchObject({
        allowed: true,
        items: [{ fields: ['status'], server: 'glitchtip' }],
      });
      for (const [route, body] of [
        [`issues/${one}`, { status: 'resolved' }],
        ['issues', { ids: [one, two], status: 'ignored' }],
      ] as const) {
        const answer = await portal.patch('web', route, body);
        expect([answer.status, answer.body.problems]).toEqual([200, []]);
        expect(
          answer.body.items.map((item: { status: string }) => item.status),
        ).toEqual(answer.body.items.map(() => body.status));
      }
      const refused = await portal.patch('web', `issues/${one}`, {
        priority: 'low',
      });
      expect([refused.status, refused.body.error.message]).toEqual([
        400,
        expect.stringContaining('GlitchTip'),
      ]);
    });
  });
});
