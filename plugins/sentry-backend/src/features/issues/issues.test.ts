import type {
  SentryIssue,
  SentryIssuesPage,
  SentryIssuesQuery,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryIssuesParams,
} from 'backstage-plugin-sentry-node';
import {
  authorized,
  bodyOf,
  entityServices,
  caller,
} from '../../__testUtils__/entityServices';
import { timeMachine } from '../../__testUtils__/timeMachine';
import {
  billing,
  checkout,
  fakeClient,
  fakeTwoSentries,
  rawIssue,
  shopWeb,
  fakeSentry,
} from '../../__testUtils__/fakeSentry';
import type { AuthorizedEntity, EntityProjectRef } from '../../access/types';

describe('issues', () => {
  const down = new SentryProblemError({
    code: 'UPSTREAM_UNAVAILABLE',
    message: 'Sentry is down.',
  });

  /** Pages a list as Sentry does, its cursor being the place to go on from. */
  function pages(all: SentryIssue[], rows = (limit: number) => limit) {
    return async (_organization: string, params: SentryIssuesParams) => {
      const start = Number(params.cursor?.split(':')[1] ?? 0);
      const end = start + rows(params.limit ?? 100);
      return {
        items: all.slice(start, end),
        ...(end < all.length && { nextCursor: `0:${end}:0` }),
        hits: all.length,
      };
    };
  }

  function setup() {
    const main = fakeClient([shopWeb, checkout]);
    const eu = fakeClient([billing], { instance: 'eu', credentialId: 'other' });
    const services = entityServices(fakeTwoSentries(main, eu));
    const both = authorized('shop-web, eu:acme-eu/billing');
    const list = async (asked: SentryIssuesQuery = {}, entity = both) =>
      bodyOf<SentryIssuesPage>(await services.issues.list(entity, asked));
    const walk = async (asked: SentryIssuesQuery, entity = both) => {
      const found: SentryIssuesPage[] = [await list(asked, entity)];
      while (found[found.length - 1].pageInfo.nextCursor) {
        const cursor = found[found.length - 1].pageInfo.nextCursor;
        found.push(await list({ ...asked, cursor }, entity));
      }
      return found;
    };
    return { main, eu, list, walk };
  }

  const ofBilling = {
    project: { ...billing, instance: 'eu', organization: 'acme-eu' },
  };
  const minutes = (count: number, step: number, first = 0) =>
    Array.from({ length: count }, (_, index) => first + index * step);
  const ids = (found: SentryIssuesPage[]) =>
    found.flatMap(({ items }) => items.map(({ id }) => id));

  const time = timeMachine();
  // Beyond what is kept of a page, stale or not.
  const UNTIL_FORGOTTEN = 3_600_000;

  describe('IssuesService', () => {
    it('asks Sentry for just what was asked, by project id', async () => {
      const { main, list } = setup();
      await list(
        {
          query: 'level:error',
          environment: ['staging', 'production'],
          statsPeriod: '24h',
          sort: 'freq',
          limit: 10,
        },
        authorized('checkout, shop-web'),
      );
      expect(main.listIssues.mock.calls).toEqual([
        [
          'acme',
          expect.objectContaining({
            project: ['11', '12'],
            environment: ['production', 'staging'],
            statsPeriod: '24h',
            query: 'level:error',
            sort: 'freq',
            limit: 10,
          }),
        ],
      ]);
    });

    it('starts from the annotations of the entity, which an empty value takes back', async () => {
      const { main, list } = setup();
      const own = authorized('shop-web', {
        environments: ['production'],
        query: 'level:fatal',
      });
      await list({}, own);
      await list({ query: '', environment: [] }, own);
      expect(main.listIssues.mock.calls.map(([, params]) => params)).toEqual([
        expect.objectContaining({
          query: 'level:fatal',
          environment: ['production'],
        }),
        expect.objectContaining({ query: '', environment: [] }),
      ]);
    });

    it('walks two organizations in one order, each issue once', async () => {
      const { main, eu, walk } = setup();
      const ours = minutes(37, 7).map(ago => rawIssue(`a${ago}`, ago));
      const theirs = minutes(23, 11, 3).map(ago =>
        rawIssue(`b${ago}`, ago, ofBilling),
      );
      main.listIssues.mockImplementation(pages(ours));
      eu.listIssues.mockImplementation(pages(theirs));

      const found = await walk({ limit: 10 });
      const seen = found.flatMap(({ items }) =>
        items.map(i => i.lastSeen ?? ''),
      );
      expect(seen).toEqual([...seen].sort().reverse());
      expect(ids(found).sort()).toEqual(
        [...ours, ...theirs].map(({ id }) => id).sort(),
      );
      expect(found.map(({ items }) => items.length)).toEqual([
        10, 10, 10, 10, 10, 10,
      ]);
      expect(found.map(({ totalItems }) => totalItems)).toEqual(
        found.map(() => 60),
      );
      // Each page of either was asked for once: the rest came from the cache.
      expect(main.listIssues).toHaveBeenCalledTimes(4);
      expect(eu.listIssues).toHaveBeenCalledTimes(3);
    });

    it('loses nothing when Sentry sends short and empty pages', async () => {
      const { main, eu, walk } = setup();
      const ours = minutes(20, 7).map(ago => rawIssue(`a${ago}`, ago));
      const theirs = minutes(20, 5, 1).map(ago =>
        rawIssue(`b${ago}`, ago, ofBilling),
      );
      const empty = pages(ours, () => 3);
      main.listIssues.mockImplementation(async (organization, params) => {
        const page = await empty(organization, params);
        return params.cursor === '0:6:0'
          ? { items: [], nextCursor: '1:6:0', hits: 20 }
          : page;
      });
      eu.listIssues.mockImplementation(pages(theirs, () => 4));
      const found = await walk({ limit: 6 });
      expect(ids(found).sort()).toEqual(
        [...ours, ...theirs].map(({ id }) => id).sort(),
      );
      const alone = await walk({ limit: 6 }, authorized('shop-web'));
      expect(ids(alone)).toEqual(ours.map(({ id }) => id));
    });

    it('gives the rest and the problem when one organization fails', async () => {
      const { main, eu, list } = setup();
      main.listIssues.mockImplementation(pages([rawIssue('1')]));
      eu.listIssues.mockRejectedValue(down);
      const page = await list();
      expect(page).toMatchObject({
        items: [{ id: '1' }],
        pageInfo: { nextCursor: expect.any(String) },
        totalItems: 1,
        totalIsEstimate: true,
        problems: [
          {
            code: 'UPSTREAM_UNAVAILABLE',
            project: { instance: 'eu', organization: 'acme-eu' },
          },
        ],
      });
    });

    it('picks up on a later page what failed on an earlier one', async () => {
      const { main, eu, walk, list } = setup();
      main.listIssues.mockImplementation(
        pages(minutes(20, 1).map(ago => rawIssue(`a${ago}`, ago))),
      );
      eu.listIssues.mockRejectedValueOnce(down);
      const first = await list({ limit: 5 });
      eu.listIssues.mockImplementation(
        pages(minutes(8, 1).map(ago => rawIssue(`b${ago}`, ago, ofBilling))),
      );
      time.pass(6_000);
      const rest = await walk({ limit: 5, cursor: first.pageInfo.nextCursor });
      expect(new Set(ids([first, ...rest])).size).toBe(28);
      expect(ids([first, ...rest])).toHaveLength(28);
    });

    it('fails when every organization fails', async () => {
      const { main, eu, list } = setup();
      main.listIssues.mockRejectedValue(down);
      eu.listIssues.mockRejectedValue(down);
      await expect(list()).rejects.toBe(down);
    });

    it('takes turns between organizations when sorted by trends', async () => {
      const { main, eu, list } = setup();
      main.listIssues.mockImplementation(
        pages(['a1', 'a2', 'a3'].map(id => rawIssue(id))),
      );
      eu.listIssues.mockImplementation(
        pages(['b1', 'b2'].map(id => rawIssue(id, 0, ofBilling))),
      );
      const page = await list({ sort: 'trends' });
      expect(ids([page])).toEqual(['a1', 'b1', 'a2', 'b2', 'a3']);
    });

    it('drops an issue of a project that is not the entity’s', async () => {
      const { main, list } = setup();
      main.listIssues.mockResolvedValue({
        items: [
          rawIssue('1'),
          rawIssue('2', 0, { project: { id: '99', slug: 'x' } }),
        ],
      });
      const page = await list({}, authorized('shop-web'));
      expect(ids([page])).toEqual(['1']);
    });

    it('refuses a cursor of other filters and of another entity', async () => {
      const { main, list } = setup();
      main.listIssues.mockImplementation(
        pages(minutes(20, 1).map(ago => rawIssue(`a${ago}`, ago))),
      );
      const entity = authorized('shop-web');
      const { pageInfo } = await list({ limit: 5 }, entity);
      const cursor = pageInfo.nextCursor;
      const calls = main.listIssues.mock.calls.length;
      await expect(
        list({ limit: 5, cursor, query: 'is:resolved' }, entity),
      ).rejects.toMatchObject({ name: 'InputError' });
      await expect(
        list(
          { limit: 5, cursor },
          authorized('shop-web', { ref: 'component:default/other' }),
        ),
      ).rejects.toMatchObject({ name: 'InputError' });
      expect(main.listIssues).toHaveBeenCalledTimes(calls);
    });

    it('shows the trend over the window that was asked for', async () => {
      const { main, list } = setup();
      main.listIssues.mockResolvedValue({
        items: [
          rawIssue('1', 0, {
            trend: { period: 'auto', buckets: [[1_760_000_000, 3]] },
          }),
        ],
      });
      const page = await list({ statsPeriod: '7d' }, authorized('shop-web'));
      expect(page.items[0].trend).toEqual({
        period: '7d',
        buckets: [[1_760_000_000, 3]],
      });
    });

    it('answers for an event of another project as for an unknown one', async () => {
      const { main, list } = setup();
      const entity = authorized('shop-web');
      main.listIssues.mockResolvedValueOnce({ items: [], hits: 0 });
      const unknown = await list({ query: 'a'.repeat(32) }, entity);
      main.listIssues.mockResolvedValueOnce({
        items: [rawIssue('7', 0, { project: { id: '12', slug: 'checkout' } })],
      });
      const foreign = await list({ query: 'b'.repeat(32) }, entity);
      const answered = ({
        items,
        pageInfo,
        totalItems,
        ...rest
      }: SentryIssuesPage) => [
        items,
        pageInfo,
        totalItems,
        rest.totalIsEstimate,
        rest.problems,
      ];
      expect(answered(foreign)).toEqual(answered(unknown));
    });

    it('counts no issues of projects that are not the entity’s', async () => {
      const { main, list } = setup();
      main.listIssues.mockResolvedValue({
        items: [
          rawIssue('1'),
          rawIssue('7', 0, { project: { id: '12', slug: 'checkout' } }),
        ],
        nextCursor: '0:2:0',
        hits: 40,
      });
      const page = await list({ limit: 1 }, authorized('shop-web'));
      expect(page.items.map(({ id }) => id)).toEqual(['1']);
      expect(page).not.toHaveProperty('totalItems');
    });

    it('ends a list whose last page names itself as the next', async () => {
      const { main, walk } = setup();
      main.listIssues.mockImplementation(async (_organization, { cursor }) => ({
        items: [rawIssue(cursor ? '2' : '1')],
        nextCursor: '0:1:0',
      }));
      const found = await walk({}, authorized('shop-web'));
      expect(ids(found)).toEqual(['1', '2']);
    });

    it('does not pass off as the end that an organization failed half way', async () => {
      const { main, eu, list } = setup();
      const theirs = minutes(30, 1).map(ago =>
        rawIssue(`b${ago}`, ago, ofBilling),
      );
      main.listIssues.mockImplementation(
        pages([rawIssue('a1', 90), rawIssue('a2', 91)]),
      );
      eu.listIssues.mockImplementation(pages(theirs));
      const first = await list({ limit: 10 });
      eu.listIssues.mockRejectedValue(down);
      const second = await list({
        limit: 10,
        cursor: first.pageInfo.nextCursor,
      });
      expect(ids([second])).toEqual(['a1', 'a2']);
      expect(second.problems).toMatchObject([{ code: 'UPSTREAM_UNAVAILABLE' }]);

      const { nextCursor: cursor } = second.pageInfo;
      time.pass(6_000);
      await expect(list({ limit: 10, cursor })).rejects.toBe(down);
      time.pass(6_000);
      eu.listIssues.mockImplementation(pages(theirs));
      const third = await list({ limit: 10, cursor });
      expect(ids([third])).toEqual(theirs.slice(10, 20).map(({ id }) => id));
    });

    it.each<[string, (ours: SentryIssue[]) => SentryIssue[]]>([
      ['shrinks at the top', ours => ours.slice(2)],
      ['grows at the top', ours => [rawIssue('new', -5), ...ours.slice(0, 9)]],
      ['stays', ours => ours],
    ])(
      'loses and repeats none where a list %s between two pages',
      async (_name, change) => {
        const { main, eu, list } = setup();
        const ours = minutes(9, 10).map(ago => rawIssue(`a${ago}`, ago));
        const theirs = minutes(9, 10, 5).map(ago =>
          rawIssue(`b${ago}`, ago, ofBilling),
        );
        main.listIssues.mockImplementation(pages(ours));
        eu.listIssues.mockImplementation(pages(theirs));
        const first = await list({ limit: 9 });
        time.pass(UNTIL_FORGOTTEN);
        main.listIssues.mockImplementation(pages(change(ours), () => 20));
        const second = await list({
          limit: 9,
          cursor: first.pageInfo.nextCursor,
        });
        expect(ids([first, second])).toEqual(
          minutes(18, 5).map(ago => `${ago % 10 ? 'b' : 'a'}${ago}`),
        );
      },
    );

    it('counts exactly what is all here', async () => {
      const { main, list } = setup();
      main.listIssues.mockResolvedValue({ items: [rawIssue('1')], hits: 7 });
      expect(await list({}, authorized('shop-web'))).toMatchObject({
        totalItems: 1,
        totalIsEstimate: false,
      });
    });

    it('calls no number exact while an organization is missing', async () => {
      const { main, eu, list } = setup();
      main.listIssues.mockResolvedValue({ items: [rawIssue('1')] });
      eu.listIssues.mockRejectedValue(down);
      const page = await list();
      expect(page.totalIsEstimate).toBe(true);
      expect(page).not.toHaveProperty('totalItems');
    });

    it('asks an organization that refuses once in a while, not at every request', async () => {
      const { main, eu, list } = setup();
      main.listIssues.mockResolvedValue({ items: [rawIssue('1')] });
      eu.listIssues.mockRejectedValue(
        new SentryProblemError({
          code: 'SCOPE_MISSING',
          message: 'event:read',
        }),
      );
      for (let count = 0; count < 20; count += 1) {
        await list();
      }
      expect(eu.listIssues).toHaveBeenCalledTimes(1);
      time.pass(2_000);
      await list();
      expect(eu.listIssues).toHaveBeenCalledTimes(2);
    });
  });
});

describe('assignee', () => {
  const ref = 'user:default/ada';
  const ofBilling = {
    project: { ...billing, instance: 'eu', organization: 'acme-eu' },
  };
  const to = (id: string) => ({
    assignee: { type: 'user' as const, id, name: `User ${id}` },
  });

  function setup(
    options: { server?: 'sentry' | 'glitchtip'; isShared?: boolean } = {},
  ) {
    const { server = 'sentry', isShared } = options;
    const main = fakeClient([shopWeb]);
    const eu = fakeClient([billing], {
      instance: 'eu',
      credentialId: 'other',
      isShared,
      capabilities: { ...main.capabilities, server },
    });
    const services = entityServices(fakeTwoSentries(main, eu));
    const both = authorized('shop-web, eu:acme-eu/billing');
    const list = async (
      userIds: Record<string, string>,
      asked: SentryIssuesQuery = {},
      entity = both,
    ) =>
      bodyOf<SentryIssuesPage>(
        await services.issues.list(entity, asked, { ref, userIds }),
      );
    return { main, eu, list };
  }

  const ids = ({ items }: SentryIssuesPage) => items.map(({ id }) => id);

  describe('what is assigned to a user', () => {
    it('is looked for among all that is assigned, by id, over several pages', async () => {
      const { main, list } = setup();
      main.listIssues
        .mockResolvedValueOnce({
          items: [rawIssue('1', 1, to('7')), rawIssue('2', 2)],
          nextCursor: '0:100:0',
          hits: 987_654,
        })
        .mockResolvedValueOnce({
          items: [
            rawIssue('3', 3, {
              assignee: { type: 'team', id: '501', name: 'Team 501' },
            }),
            rawIssue('4', 4, to('501')),
          ],
          hits: 987_654,
        });
      const page = await list({ default: '501' }, {}, authorized('shop-web'));
      expect(ids(page)).toEqual(['4']);
      // How much is assigned to others must not show.
      expect(JSON.stringify(page)).not.toContain('987654');
      expect(main.listIssues.mock.calls.map(([, params]) => params)).toEqual([
        expect.objectContaining({
          query: 'is:assigned is:unresolved',
          limit: 100,
        }),
        expect.objectContaining({ cursor: '0:100:0' }),
      ]);
    });

    it('is asked for as `me` where the caller asks with a credential of their own', async () => {
      const { main, eu, list } = setup({ isShared: false });
      main.listIssues.mockResolvedValue({
        items: [rawIssue('1', 1, to('501')), rawIssue('2', 2, to('7'))],
      });
      eu.listIssues.mockResolvedValue({
        items: [rawIssue('3', 3, { ...ofBilling, ...to('88') })],
      });
      const page = await list({ default: '501' }, { query: 'level:fatal' });
      expect(ids(page)).toEqual(['1', '3']);
      expect(eu.listIssues.mock.calls[0][1]).toMatchObject({
        query: 'assigned:me level:fatal',
        limit: 25,
      });
    });

    it.each([
      [
        'an instance on which the user is not known, which a problem says',
        'sentry',
        ['ANNOTATION_MISSING'],
      ],
      ['a server that assigns no issues', 'glitchtip', []],
    ] as const)('is listed without %s', async (_what, server, codes) => {
      const { main, eu, list } = setup({ server });
      main.listIssues.mockResolvedValue({
        items: [rawIssue('1', 1, to('501'))],
      });
      const page = await list({ default: '501' });
      expect(ids(page)).toEqual(['1']);
      expect(page.problems).toEqual(
        codes.map(code =>
          expect.objectContaining({ code, project: { instance: 'eu' } }),
        ),
      );
      expect(eu.listIssues).not.toHaveBeenCalled();
    });

    it('fails where the user is known on no instance', async () => {
      const { main, list } = setup();
      await expect(list({})).rejects.toMatchObject({
        code: 'ANNOTATION_MISSING',
        action: expect.stringContaining('sentry.io/user-id'),
      });
      expect(main.listIssues).not.toHaveBeenCalled();
    });

    it('links to what is assigned to the user who is signed in to Sentry', async () => {
      const { list } = setup();
      const page = await list({ default: '501' }, {}, authorized('shop-web'));
      expect(new URL(page.links.sentry ?? '').searchParams.get('query')).toBe(
        'assigned:me is:unresolved',
      );
    });
  });
});

describe('besideOwn', () => {
  const ref = 'user:default/ada';
  const mine = 'component:default/mine';
  const theirs = 'component:default/theirs';
  /** Ada owns shop-web, and others own checkout. */
  const shopAndCheckout: EntityProjectRef[] = [
    { ref: 'shop-web', project: 'shop-web', entityRefs: [mine] },
    { ref: 'checkout', project: 'checkout', entityRefs: [theirs] },
  ];

  const admitted = (refs: EntityProjectRef[]): AuthorizedEntity => ({
    caller,
    entity: {
      ref,
      annotations: { refs, problems: [], environments: [] },
      parts: [{ ref: mine }, { ref: theirs }],
      own: [mine],
    },
  });

  const isAssignedPart = ({ query }: SentryIssuesParams) =>
    /^(is:assigned|assigned:me)/.test(query ?? '');

  /** Each project's issues, newest first, a page at a time. */
  function answering(own: SentryIssue[], assigned: SentryIssue[]) {
    return async (_organization: string, params: SentryIssuesParams) => {
      const all = isAssignedPart(params) ? assigned : own;
      const start = Number(params.cursor?.split(':')[1] ?? 0);
      const end = start + (params.limit ?? 100);
      return {
        items: all.slice(start, end),
        ...(end < all.length && { nextCursor: `0:${end}:0` }),
        hits: all.length,
      };
    };
  }

  const ofCheckout = (id: number, minutesAgo: number, assignee: string) =>
    rawIssue(String(id), minutesAgo, {
      project: { id: '12', slug: 'checkout' },
      assignee: { type: 'user', id: assignee, name: 'Somebody' },
    });

  function setup(
    options: {
      userIds?: Record<string, string>;
      refs?: EntityProjectRef[];
    } = {},
  ) {
    const { userIds = { default: '501' }, refs = shopAndCheckout } = options;
    const user = admitted(refs);
    const client = fakeClient([shopWeb, checkout]);
    const services = entityServices(fakeSentry(client));
    const list = async (asked: SentryIssuesQuery = {}) =>
      bodyOf<SentryIssuesPage>(
        await services.issues.list(user, asked, {
          ref,
          userIds,
          besideOwn: true,
        }),
      );
    const assignedCalls = () =>
      client.listIssues.mock.calls.filter(([, params]) =>
        isAssignedPart(params),
      ).length;
    return { client, list, assignedCalls };
  }

  const ids = ({ items }: SentryIssuesPage) => items.map(({ id }) => id);

  describe('what is assigned to a user beside what they own', () => {
    it('is found among much that is assigned to others, a call for each page, and nothing waits for it that goes first', async () => {
      const { client, list, assignedCalls } = setup();
      const own = Array.from({ length: 30 }, (_, index) =>
        rawIssue(String(1_000 + index), index * 10),
      );
      // A minute apart; every sixtieth is the user's.
      const assigned = Array.from({ length: 250 }, (_, index) =>
        ofCheckout(2_000 + index, index, index % 60 === 59 ? '501' : '7'),
      );
      client.listIssues.mockImplementation(answering(own, assigned));
      const pages: SentryIssuesPage[] = [];
      let cursor: string | undefined;
      do {
        const calls = assignedCalls();
        const page = await list({ limit: 25, cursor });
        expect(assignedCalls() - calls).toBeLessThanOrEqual(1);
        pages.push(page);
        cursor = page.pageInfo.nextCursor;
      } while (cursor);
      // The first hundred that are assigned go back 99 minutes.
      expect(ids(pages[0])).toEqual([
        ...own.slice(0, 6).map(({ id }) => id),
        '2059',
        ...own.slice(6, 10).map(({ id }) => id),
      ]);
      const all = pages.flatMap(({ items }) => items);
      const times = all.map(({ lastSeen }) => String(lastSeen));
      expect(times).toEqual([...times].sort().reverse());
      expect(all.map(({ id }) => id).sort()).toEqual(
        [...own.map(({ id }) => id), '2059', '2119', '2179', '2239'].sort(),
      );
    });

    it('is not looked for in a project of their own, of which all is listed, though others call it by its former name', async () => {
      const { client, list, assignedCalls } = setup({
        refs: [
          { ref: 'shop-web', project: 'shop-web', entityRefs: [mine] },
          { ref: 'old-shop', project: 'old-shop', entityRefs: [theirs] },
        ],
      });
      client.getProject.mockResolvedValue(shopWeb);
      client.listIssues.mockImplementation(answering([rawIssue('1')], []));
      expect(ids(await list({ project: ['old-shop'] }))).toEqual(['1']);
      expect(ids(await list())).toEqual(['1']);
      expect(assignedCalls()).toBe(0);
    });

    it('is a problem and no more where it fails', async () => {
      const { client, list } = setup();
      client.listIssues.mockImplementation(async (_organization, params) => {
        if (isAssignedPart(params)) {
          throw new SentryProblemError({
            code: 'UPSTREAM_TIMEOUT',
            message: 'No answer in time.',
          });
        }
        return { items: [rawIssue('1')], hits: 1 };
      });
      const page = await list();
      expect(ids(page)).toEqual(['1']);
      expect(page).toMatchObject({
        partial: true,
        problems: [{ code: 'UPSTREAM_TIMEOUT' }],
      });
    });

    it('is there where what is owned fails, and that is a problem', async () => {
      const { client, list } = setup();
      client.listIssues.mockImplementation(async (_organization, params) => {
        if (!isAssignedPart(params)) {
          throw new SentryProblemError({
            code: 'UPSTREAM_TIMEOUT',
            message: 'No answer in time.',
          });
        }
        return { items: [ofCheckout(2, 1, '501'), ofCheckout(3, 2, '7')] };
      });
      const page = await list();
      expect(ids(page)).toEqual(['2']);
      expect(page).toMatchObject({ partial: true });
    });

    it('is left out without a problem where the user is not known any more', async () => {
      const { client, list, assignedCalls } = setup({ userIds: {} });
      client.listIssues.mockImplementation(
        answering([rawIssue('1')], [ofCheckout(2, 1, '501')]),
      );
      const page = await list();
      expect(ids(page)).toEqual(['1']);
      expect([page.problems, page.partial]).toEqual([[], undefined]);
      expect(assignedCalls()).toBe(0);
      await expect(list({ project: ['checkout'] })).rejects.toMatchObject({
        code: 'ANNOTATION_MISSING',
      });
    });
  });
});

describe('chunks', () => {
  /** As long as ids are at sentry.io. */
  const idOf = (index: number) => String(4_500_000_000_000_000 + index);
  const projects = Array.from({ length: 240 }, (_, index) => ({
    id: idOf(index),
    slug: `project-${index}`,
    name: `Project ${index}`,
  }));

  function setup() {
    const client = fakeClient(projects);
    // One issue of each project: those of late ones are as new as those of early ones.
    const issues = projects.map(({ id, slug }, index) =>
      rawIssue(String(index + 1), (index * 7) % 240, { project: { id, slug } }),
    );
    client.listIssues.mockImplementation(
      async (_organization, { project, limit = 100, cursor }) => {
        const own = issues
          .filter(
            issue =>
              issue.project && project.includes(String(issue.project.id)),
          )
          .sort((a, b) => (String(a.lastSeen) < String(b.lastSeen) ? 1 : -1));
        const start = Number(cursor?.split(':')[1] ?? 0);
        const end = start + limit;
        return {
          items: own.slice(start, end),
          ...(end < own.length && { nextCursor: `0:${end}:0` }),
          hits: own.length,
        };
      },
    );
    const services = entityServices(fakeSentry(client));
    const parts = [0, 1, 2].map(third =>
      authorized(
        projects
          .slice(third * 80, (third + 1) * 80)
          .map(({ slug }) => slug)
          .join(','),
      ),
    );
    const [{ entity }] = parts;
    const annotations = {
      problems: [],
      environments: [],
      refs: parts.flatMap(part => part.entity.annotations?.refs ?? []),
    };
    const list = async (cursor?: string) =>
      bodyOf<SentryIssuesPage>(
        await services.issues.list(
          { caller, entity: { ...entity, annotations } },
          { limit: 50, ...(cursor && { cursor }) },
        ),
      );
    return { client, list };
  }

  describe('a list over more projects than one address holds', () => {
    it('asks in as few chunks as addresses of 8 kB allow, each project once', async () => {
      const { client, list } = setup();
      await list();
      const asked = client.listIssues.mock.calls.map(([, params]) => params);
      expect(asked).toHaveLength(2);
      for (const { project } of asked) {
        const length = project.map(id => `&project=${id}`).join('').length;
        expect(length).toBeLessThanOrEqual(4_000);
      }
      expect(asked.flatMap(({ project }) => project).sort()).toEqual(
        projects.map(({ id }) => id).sort(),
      );
    });

    it('is one list in one order behind one cursor', async () => {
      const { list } = setup();
      const pages = [await list()];
      for (
        let cursor = pages[0].pageInfo.nextCursor;
        cursor;
        cursor = pages[pages.length - 1].pageInfo.nextCursor
      ) {
        pages.push(await list(cursor));
      }
      const items = pages.flatMap(page => page.items);
      expect(pages.map(page => page.items.length)).toEqual([
        50, 50, 50, 50, 40,
      ]);
      expect(new Set(items.map(({ id }) => id)).size).toBe(240);
      const seen = items.map(({ lastSeen }) => lastSeen);
      expect(seen).toEqual([...seen].sort().reverse());
    });
  });
});
