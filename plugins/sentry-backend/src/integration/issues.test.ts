import { captureWithSdk, SdkEvent } from 'backstage-plugin-sentry-emulator';
import request from 'supertest';
import {
  component,
  issueCalls,
  startPortal,
  Portal,
} from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';
import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import { distinctErrors } from '../__testUtils__/sdkEvents';

describe('issues', () => {
  const HOUR = 60 * 60_000;

  const emulator = useEmulator(async sentry => {
    await captureWithSdk({
      dsn: sentry.dsn('acme', 'checkout'),
      events: [
        {
          type: 'TypeError',
          value: 'Cannot read the cart',
          fingerprint: ['cart'],
          time: Date.now() - 2 * HOUR,
          environment: 'production',
          user: 'ada',
        },
        {
          type: 'TypeError',
          value: 'Cannot read the cart',
          fingerprint: ['cart'],
          time: Date.now() - HOUR,
          environment: 'production',
          user: 'jonas',
          unhandled: true,
        },
        {
          type: 'RangeError',
          value: 'Too much',
          fingerprint: ['range'],
          time: Date.now() - 3 * HOUR,
          environment: 'staging',
          level: 'warning',
        },
        {
          type: 'OldError',
          value: 'Long ago',
          fingerprint: ['old'],
          time: Date.now() - 50 * HOUR,
          environment: 'production',
        },
      ],
    });
  });

  const entities = [
    component('checkout', 'checkout'),
    component('staged', 'checkout', { 'sentry.io/environment': 'staging' }),
    component('queried', 'checkout', { 'sentry.io/query': 'level:warning' }),
    component('two-projects', 'checkout, payments'),
    {
      ...component('shop'),
      kind: 'System',
      relations: [
        { type: 'hasPart', targetRef: 'component:default/two-projects' },
        { type: 'hasPart', targetRef: 'component:default/staged' },
        { type: 'hasPart', targetRef: 'component:default/not-readable' },
      ],
    },
  ];

  const start = () => startPortal({ emulator: emulator(), entities });
  const types = (body: { items: { type: string }[] }) =>
    body.items.map(({ type }) => type);

  describe('issues', () => {
    it('gives an error thrown by a program with the real SDK', async () => {
      const portal = await start();
      const { body } = await portal.get('checkout', 'issues');
      expect(types(body)).toEqual(['TypeError', 'RangeError', 'OldError']);
      expect(body.items[0]).toMatchObject({
        title: 'TypeError: Cannot read the cart',
        value: 'Cannot read the cart',
        level: 'error',
        status: 'unresolved',
        count: 2,
        userCount: 2,
        isUnhandled: true,
        permalink: expect.stringContaining(emulator().url),
        trend: { period: '14d', buckets: expect.any(Array) },
        project: {
          instance: 'default',
          organization: 'acme',
          slug: 'checkout',
        },
      });
      expect(body).toMatchObject({
        stale: false,
        problems: [],
        links: { sentry: expect.stringContaining('project=12') },
      });
    });

    it('gives exactly the issues seen in a period of 24h', async () => {
      const portal = await start();
      const { body } = await portal.get('checkout', 'issues?statsPeriod=24h');
      expect(types(body)).toEqual(['TypeError', 'RangeError']);
      const short = await portal.get('checkout', 'issues?statsPeriod=2h');
      expect(types(short.body)).toEqual(['TypeError']);
      expect(short.body.items[0]).toMatchObject({
        count: 1,
        lifetime: { count: 2 },
      });
    });

    it.each([
      ['environment=staging', 'environment', ['staging'], ['RangeError']],
      [
        'environment=staging&environment=production&limit=2',
        'environment',
        ['production', 'staging'],
        ['TypeError', 'RangeError'],
      ],
      [
        'query=is%3Aunresolved%20level%3Awarning',
        'query',
        ['is:unresolved level:warning'],
        ['RangeError'],
      ],
      ['query=is%3Aresolved', 'query', ['is:resolved'], []],
      ['query=', 'query', [''], ['TypeError', 'RangeError', 'OldError']],
      ['limit=1', 'limit', ['1'], ['TypeError']],
      ['statsPeriod=24h', 'statsPeriod', ['24h'], ['TypeError', 'RangeError']],
    ])('filters by %p at Sentry', async (search, name, values, expected) => {
      const portal = await start();
      const { status, body } = await portal.get('checkout', `issues?${search}`);
      expect([status, types(body)]).toEqual([200, expected]);
      expect(issueCalls(emulator()).map(asked => asked.getAll(name))).toEqual([
        values,
      ]);
    });

    it('starts from the environments and the query of the annotations', async () => {
      const portal = await start();
      const staged = await portal.get('staged', 'issues');
      expect(types(staged.body)).toEqual(['RangeError']);
      const all = await portal.get('staged', 'issues?environment=');
      expect(types(all.body)).toHaveLength(3);
      const queried = await portal.get('queried', 'issues');
      expect(types(queried.body)).toEqual(['RangeError']);
    });

    it('passes on what Sentry says of a query that it cannot read', async () => {
      const portal = await start();
      const { status, body } = await portal.get(
        'checkout',
        'issues?query=is%3Anonsense',
      );
      expect([status, body.error.code]).toEqual([400, 'QUERY_INVALID']);
    });

    it('has the search of each count that the entity narrows, which lists what was counted', async () => {
      const portal = await start();
      const { body } = await portal.get('queried', 'summary');
      expect(body.queries).toMatchObject({
        unresolved: 'is:unresolved level:warning',
        new: 'is:unresolved is:new level:warning',
      });
      const query = encodeURIComponent(body.queries.new);
      const listed = await portal.get('queried', `issues?query=${query}`);
      expect(types(listed.body)).toEqual(['RangeError']);
      expect(body.new).toBe(listed.body.items.length);

      const whole = await portal.get('checkout', 'summary');
      expect(whole.body.new).toBeGreaterThan(1);
      expect(whole.body).not.toHaveProperty('queries');
    });

    it('counts the summary as Sentry does, in one call for two projects', async () => {
      const portal = await start();
      const { status, body } = await portal.get('two-projects', 'summary');
      expect(status).toBe(200);
      expect(body).toMatchObject({
        unresolved: 3,
        unhandled: 1,
        capped: [],
        statsPeriod: '14d',
        problems: [],
      });
      const counted = emulator()
        .requests()
        .filter(({ path }) => path.endsWith('/issues-count/'));
      expect(
        counted.map(({ query }) =>
          new URLSearchParams(query).getAll('project'),
        ),
      ).toEqual([['12', '13']]);
      const day = await portal.get('two-projects', 'summary?statsPeriod=24h');
      expect(day.body.unresolved).toBe(2);
    });

    it('puts a system together from its components, in one call', async () => {
      const { server } = await start();
      const { status, body } = await request(server).get(
        '/api/sentry/entities/system/default/shop/issues',
      );
      expect([status, types(body).length]).toEqual([200, 3]);
      expect(
        issueCalls(emulator()).map(query => query.getAll('project')),
      ).toEqual([['12', '13']]);
    });

    it('lists environments and projects', async () => {
      const portal = await start();
      const environments = await portal.get('staged', 'environments');
      expect(environments.body).toMatchObject({
        items: [{ name: 'production' }, { name: 'staging' }],
        defaults: ['staging'],
      });
      const projects = await portal.get('two-projects', 'projects');
      expect(projects.body.items).toMatchObject([
        { ref: 'checkout', id: '12', name: 'Checkout', platform: 'node' },
        { ref: 'payments', id: '13' },
      ]);
    });
  });
});

describe('sorting', () => {
  const HOUR = 60 * 60_000;

  /** Events of one issue, so many hours ago, each by the user at its place. */
  function events(
    name: string,
    hours: number[],
    users: (string | undefined)[],
    release?: string,
  ): SdkEvent[] {
    return hours.map((ago, index) => ({
      type: name,
      value: name,
      fingerprint: [name],
      time: Date.now() - ago * HOUR,
      user: users[index],
      ...(release && { release }),
    }));
  }

  const users = (count: number) =>
    Array.from({ length: count }, (_, index) => `user-${index}`);

  // Two organizations, and in each order another one of theirs is first.
  const emulator = useEmulator(async sentry => {
    await captureWithSdk({
      dsn: sentry.dsn('acme', 'checkout'),
      events: [
        ...events('Latest', [30, 1], ['ada', 'jonas']),
        ...events('MostEvents', [40, 39, 38, 37, 20], Array(5).fill('ada')),
      ],
    });
    await captureWithSdk({
      dsn: sentry.dsn('acme-eu', 'billing'),
      events: [
        ...events('Newest', [3], []),
        ...events('MostUsers', [41, 40, 25], ['ada', 'jonas', 'mei']),
      ],
    });
    // Before the default window: these are of the search alone.
    await captureWithSdk({
      dsn: sentry.dsn('acme', 'checkout'),
      events: [
        ...events('Loud', [504], ['ada'], '2.0.0'),
        ...events('Loud', [500, 499, 498, 497, 496], users(5), '1.0.0'),
      ],
    });
    await captureWithSdk({
      dsn: sentry.dsn('acme-eu', 'billing'),
      events: events('Quiet', [503, 502, 501], users(3), '2.0.0'),
    });
  });

  describe('sorting', () => {
    it.each([
      ['date', ['Latest', 'Newest', 'MostEvents', 'MostUsers']],
      ['new', ['Newest', 'Latest', 'MostEvents', 'MostUsers']],
      ['freq', ['MostEvents', 'MostUsers', 'Latest', 'Newest']],
      ['user', ['MostUsers', 'Latest', 'MostEvents', 'Newest']],
    ])(
      'by %s has Sentry sort each organization, and merges them in that order',
      async (sort, expected) => {
        const portal = await startPortal({
          emulator: emulator(),
          entities: [component('both', 'checkout, eu:acme-eu/billing')],
        });
        const { body } = await portal.get('both', `issues?sort=${sort}`);
        expect(body.items.map(({ type }: { type: string }) => type)).toEqual(
          expected,
        );
        expect(
          issueCalls(emulator()).map(asked => asked.getAll('sort')),
        ).toEqual([[sort], [sort]]);
      },
    );

    it.each(['date', 'freq', 'user'])(
      'by %s goes by the events that the search matches, and shows those',
      async sort => {
        const portal = await startPortal({
          emulator: emulator(),
          entities: [component('both', 'checkout, eu:acme-eu/billing')],
        });
        const { body } = await portal.get(
          'both',
          `issues?sort=${sort}&statsPeriod=90d&query=release:2.0.0`,
        );
        expect(body.items).toMatchObject([
          { type: 'Quiet', count: 3, userCount: 3, lifetime: { count: 3 } },
          { type: 'Loud', count: 1, userCount: 1, lifetime: { count: 6 } },
        ]);
      },
    );
  });
});

describe('paging', () => {
  const emulator = useEmulator(async sentry => {
    await captureWithSdk({
      dsn: sentry.dsn('acme', 'shop-web'),
      events: distinctErrors(130, { name: 'shop', step: 3 }),
    });
    await captureWithSdk({
      dsn: sentry.dsn('acme', 'checkout'),
      events: distinctErrors(9, { name: 'checkout', step: 7 }),
    });
    await captureWithSdk({
      dsn: sentry.dsn('acme-labs', 'prototype'),
      events: distinctErrors(17, { name: 'labs', step: 11 }),
    });
    await captureWithSdk({
      dsn: sentry.dsn('acme-eu', 'billing'),
      events: distinctErrors(23, { name: 'billing', step: 5 }),
    });
  });

  const entities = [
    component('shop-web', 'shop-web'),
    component('checkout', 'checkout'),
    component('two-projects', 'shop-web, checkout'),
    component(
      'everything',
      'shop-web, acme-labs/prototype, eu:acme-eu/billing',
    ),
  ];

  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal({ emulator: emulator(), entities });
  });

  async function walk(
    name: string,
    search: string,
  ): Promise<SentryIssuesPage[]> {
    const pages: SentryIssuesPage[] = [];
    let cursor: string | undefined;
    do {
      const more: string = cursor ? `&cursor=${cursor}` : '';
      const { status, body } = await portal.get(
        name,
        `issues?${search}${more}`,
      );
      expect(status).toBe(200);
      pages.push(body);
      cursor = body.pageInfo.nextCursor;
    } while (cursor && pages.length < 50);
    return pages;
  }

  describe('paging', () => {
    it('yields each issue of a project once, and as many as Sentry has', async () => {
      const pages = await walk('shop-web', 'limit=25');
      const ids = pages.flatMap(({ items }) => items.map(({ id }) => id));
      expect(ids).toHaveLength(130);
      expect(new Set(ids).size).toBe(130);
      expect(pages[0]).toMatchObject({
        totalItems: 130,
        totalIsEstimate: true,
      });
      expect(pages).toHaveLength(6);
    });

    it('goes beyond the hundred that one page of Sentry holds', async () => {
      const pages = await walk('shop-web', 'limit=100');
      expect(pages.map(({ items }) => items.length)).toEqual([100, 30]);
    });

    it('asks for two projects of one organization in one call, by id', async () => {
      const { body } = await portal.get('two-projects', 'issues?limit=100');
      expect(body.totalItems).toBe(139);
      expect(
        issueCalls(emulator()).map(query => query.getAll('project')),
      ).toEqual([['11', '12']]);
    });

    it.each(['date', 'new', 'freq', 'user', 'trends', 'recommended'])(
      'merges three organizations on two instances by %s, each issue once',
      async sort => {
        const pages = await walk('everything', `limit=20&sort=${sort}`);
        const items = pages.flatMap(page => page.items);
        expect(
          new Set(items.map(({ id, project }) => project.id + id)).size,
        ).toBe(170);
        expect(items).toHaveLength(170);
        expect(pages.map(page => page.items.length).slice(0, 8)).toEqual(
          Array(8).fill(20),
        );
        expect(pages[0]).toMatchObject({ totalItems: 170, links: {} });
      },
    );

    it('keeps the order of last seen over all organizations and pages', async () => {
      const pages = await walk('everything', 'limit=30');
      const seen = pages.flatMap(({ items }) =>
        items.map(({ lastSeen = '' }) => lastSeen),
      );
      expect(seen).toEqual([...seen].sort().reverse());
    });

    it('answers 400 to a cursor of another entity, of other filters, and to a made-up one', async () => {
      const { body } = await portal.get('shop-web', 'issues?limit=25');
      const cursor = body.pageInfo.nextCursor;
      emulator().clearRequests();
      for (const [name, search] of [
        ['checkout', `limit=25&cursor=${cursor}`],
        ['shop-web', `limit=25&query=level%3Aerror&cursor=${cursor}`],
        ['shop-web', 'cursor=eyJ2IjoxfQ'],
        ['shop-web', 'cursor=0%3A25%3A0'],
      ]) {
        const answer = await portal.get(name, `issues?${search}`);
        expect([answer.status, answer.body.error.message]).toEqual([
          400,
          expect.stringContaining('`cursor`'),
        ]);
      }
      expect(issueCalls(emulator())).toEqual([]);
    });
  });
});

describe('namedIssues', () => {
  const emulator = useEmulator(async sentry => {
    for (const [organization, project] of [
      ['acme', 'shop-web'],
      ['acme', 'checkout'],
      ['acme-eu', 'billing'],
    ]) {
      await captureWithSdk({
        dsn: sentry.dsn(organization, project),
        events: [{ type: 'Error', value: `Of ${project}` }],
      });
    }
  });
  const entities = [
    component('web', 'shop-web'),
    component('far', 'shop-web, eu:acme-eu/billing'),
    component('queried', 'shop-web, eu:acme-eu/billing', {
      'sentry.io/query': 'issue:SHOP-WEB-1',
    }),
  ];
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal({ emulator: emulator(), entities });
  });

  const route = (query: string) => `issues?query=${encodeURIComponent(query)}`;
  const shortIds = (body: { items: { shortId: string }[] }) =>
    body.items.map(({ shortId }) => shortId);

  describe('a search for issues by short id', () => {
    it('finds them in the organization that has them, without a question to another', async () => {
      const { status, body } = await portal.get(
        'far',
        route('issue:SHOP-WEB-1'),
      );
      expect([status, shortIds(body)]).toEqual([200, ['SHOP-WEB-1']]);
      expect([body.problems, body.totalItems]).toEqual([[], 1]);
      expect(issueCalls(emulator())).toHaveLength(1);
    });

    it('finds them in several organizations', async () => {
      const { body } = await portal.get(
        'far',
        route('issue:[SHOP-WEB-1,BILLING-1]'),
      );
      expect(shortIds(body).sort()).toEqual(['BILLING-1', 'SHOP-WEB-1']);
      expect(body.problems).toEqual([]);
      expect(
        issueCalls(emulator())
          .map(query => query.get('query'))
          .sort(),
      ).toEqual(['issue:[BILLING-1]', 'issue:[SHOP-WEB-1]']);
    });

    it('counts them for the summary', async () => {
      const { status, body } = await portal.get('queried', 'summary');
      expect([status, body.unresolved, body.problems]).toEqual([200, 1, []]);
    });

    /** All of an answer, except for its time. */
    const answerTo = async (entity: string, query: string) => {
      const { status, body } = await portal.get(entity, route(query));
      const { fetchedAt: _, ...rest } = body;
      return JSON.stringify([status, rest]).replaceAll(
        encodeURIComponent(query).replaceAll('%20', '+'),
        '<query>',
      );
    };

    it.each([
      'issue:X',
      '!issue:X',
      'issue:[SHOP-WEB-1,X]',
      'issue:"X" Of',
      'issue:!=X',
      '"issue":X',
      '"b"issue:X',
      'Of"b"issue:X',
      'level:[error]issue:X',
      'level:"error"issue:X',
      '!level:[info]!issue:X',
      'tags[issue]:X',
      '!tags[issue]:X',
      'tags[issue]:[X]',
      'issue:[SHOP-WEB-1]issue:X',
      'issue:"SHOP-WEB-1"!issue:X',
      '"a\\"issue:X',
      'issue:SHOP-WEB-1 OR issue:X',
      '(issue:X)',
      'issue:X\t',
      'X',
      '"X"',
    ])(
      'does not reveal by %s whether another project has an issue of that name',
      async query => {
        const asked = (name: string) => query.replaceAll('X', name);
        for (const entity of ['web', 'far']) {
          const [there, not] = await Promise.all(
            ['CHECKOUT-1', 'CHECKOUT-9'].map(async name =>
              (await answerTo(entity, asked(name))).replaceAll(name, 'X'),
            ),
          );
          expect(there).toBe(not);
        }
      },
    );

    it('does not reveal by the id of an event whether another project has it', async () => {
      const [theirs] = emulator().issues('acme', 'checkout');
      const [ours] = emulator().issues('acme', 'shop-web');
      const ids = [theirs, ours].map(({ latestEventId }) => latestEventId);
      const [there, own, not] = await Promise.all(
        [...ids, 'd'.repeat(32)].map(async id =>
          (await answerTo('web', id)).replaceAll(id, 'X'),
        ),
      );
      expect(there).toBe(not);
      expect(own).toContain('SHOP-WEB-1');
    });

    it('does not reveal it to the author of an annotation either', async () => {
      const probed = await startPortal({
        emulator: emulator(),
        entities: ['CHECKOUT-1', 'CHECKOUT-9'].map((name, index) =>
          component(`probe-${index}`, 'shop-web', {
            'sentry.io/query': `level:[error]issue:${name}`,
          }),
        ),
      });
      for (const path of ['issues', 'summary']) {
        const [there, not] = await Promise.all(
          [0, 1].map(index => probed.get(`probe-${index}`, path)),
        );
        expect([there.status, there.body.error]).toEqual([
          not.status,
          not.body.error,
        ]);
      }
    });

    it("says in Sentry's words that one of the entity's own is gone", async () => {
      const { status, body } = await portal.get(
        'web',
        route('issue:[SHOP-WEB-1,SHOP-WEB-ZZ]'),
      );
      expect([status, body.error.code]).toEqual([400, 'QUERY_INVALID']);
      expect(body.error.message).toContain("'SHOP-WEB-ZZ'");
    });
  });
});
