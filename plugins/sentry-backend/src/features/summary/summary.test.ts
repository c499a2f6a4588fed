import type { SentrySummary } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import {
  bodyOf,
  entityServices,
  authorized,
} from '../../__testUtils__/entityServices';
import {
  billing,
  checkout,
  fakeClient,
  fakeTwoSentries,
  shopWeb,
  fakeSentry,
} from '../../__testUtils__/fakeSentry';
import { fakeSentryClient } from 'backstage-plugin-sentry-node/testUtils';
import { scopeOf, ProjectScope } from '../../scopes/types';
import { componentQueries, inChunks, summaryQueries } from './queries';
import { mergeComponents } from './mergeSummaries';

const down = new SentryProblemError({
  code: 'UPSTREAM_UNAVAILABLE',
  message: 'Sentry is down.',
});

function setup() {
  const main = fakeClient([shopWeb, checkout]);
  const eu = fakeClient([billing], { instance: 'eu', credentialId: 'other' });
  const services = entityServices(fakeTwoSentries(main, eu));
  const summarize = async (entity = authorized('shop-web, checkout')) =>
    bodyOf<SentrySummary>(await services.summary.summarize(entity, {}));
  return { main, eu, services, summarize };
}

const counts = (...values: number[]) =>
  values.map(count => ({ count, capped: count === 100 }));
const both = authorized('shop-web, eu:acme-eu/billing');

describe('SummaryService', () => {
  it('has Sentry count everything in one call for all projects', async () => {
    const { main, summarize } = setup();
    main.countIssues.mockResolvedValue(counts(100, 4, 3, 2, 1, 0));
    main.countUsers.mockResolvedValue(97);
    main.eventTrend.mockResolvedValue([[1_760_000_000, 5]]);
    expect(await summarize()).toMatchObject({
      unresolved: 100,
      new: 4,
      regressed: 3,
      escalating: 2,
      unhandled: 1,
      highPriority: 0,
      capped: ['unresolved'],
      users: 97,
      trend: { period: '14d', buckets: [[1_760_000_000, 5]] },
      statsPeriod: '14d',
      stale: false,
      problems: [],
    });
    expect(main.countIssues.mock.calls).toEqual([
      [
        'acme',
        {
          project: ['11', '12'],
          environment: [],
          statsPeriod: '14d',
          queries: [
            'is:unresolved',
            'is:unresolved is:new',
            'is:unresolved is:regressed',
            'is:unresolved is:escalating',
            'is:unresolved error.unhandled:true',
            'is:unresolved issue.priority:high',
          ],
        },
      ],
    ]);
  });

  it('narrows the counts to what the entity’s own query asks for beside a status', async () => {
    const { main, summarize } = setup();
    await summarize(
      authorized('shop-web', {
        query:
          'is:resolved level:[error, fatal] "two words" !is:ignored is:linked',
        environments: ['production'],
      }),
    );
    const [, params] = main.countIssues.mock.calls[0];
    expect(params.queries[0]).toBe(
      'is:unresolved level:[error, fatal] "two words" is:linked',
    );
    expect(params.environment).toEqual(['production']);
  });

  it('adds up organizations and keeps the mark of a capped count', async () => {
    const { main, eu, summarize } = setup();
    main.countIssues.mockResolvedValue(counts(100, 1, 1, 1, 1, 1));
    eu.countIssues.mockResolvedValue(counts(7, 2, 2, 2, 2, 2));
    main.eventTrend.mockResolvedValue([
      [10, 1],
      [20, 2],
    ]);
    eu.eventTrend.mockResolvedValue([
      [20, 3],
      [30, 4],
    ]);
    main.countUsers.mockResolvedValue(5);
    eu.countUsers.mockResolvedValue(6);
    expect(await summarize(both)).toMatchObject({
      unresolved: 107,
      new: 3,
      capped: ['unresolved'],
      users: 11,
      trend: {
        buckets: [
          [10, 1],
          [20, 5],
          [30, 4],
        ],
      },
      links: {},
    });
  });

  it('does without users and trend where these fail', async () => {
    const { main, summarize } = setup();
    main.countIssues.mockResolvedValue(counts(1, 1, 1, 1, 1, 1));
    main.countUsers.mockRejectedValue(down);
    main.eventTrend.mockRejectedValue(down);
    const summary = await summarize();
    expect(summary.unresolved).toBe(1);
    expect(summary.problems).toEqual([]);
    expect(summary).not.toHaveProperty('users');
    expect(summary).not.toHaveProperty('trend');
  });

  it('counts the rest when one organization fails, and says so', async () => {
    const { main, eu, summarize } = setup();
    main.countIssues.mockRejectedValue(down);
    eu.countIssues.mockResolvedValue(counts(7, 2, 2, 2, 2, 2));
    expect(await summarize(both)).toMatchObject({
      unresolved: 7,
      uncounted: { unresolved: 1, regressed: 1 },
      problems: [
        {
          code: 'UPSTREAM_UNAVAILABLE',
          project: { instance: 'default', organization: 'acme' },
        },
      ],
    });
  });

  it('fails with the problem when every organization fails', async () => {
    const { main, summarize } = setup();
    main.countIssues.mockRejectedValue(down);
    await expect(summarize()).rejects.toBe(down);
  });

  it('says of how many projects a count is missing, and has none that no organization counts', async () => {
    const { main, eu, summarize } = setup();
    const unknown = { capped: false };
    main.countIssues.mockResolvedValue([...counts(160, 1, 1, 1, 1), unknown]);
    eu.countIssues.mockResolvedValue([unknown, ...counts(2, 2, 2, 2), unknown]);
    const summary = await summarize(both);
    expect(summary).toMatchObject({
      unresolved: 160,
      new: 3,
      capped: ['unresolved'],
      uncounted: { unresolved: 1 },
    });
    expect(summary.uncounted).toEqual({ unresolved: 1 });
    expect(summary).not.toHaveProperty('highPriority');
  });

  it.each([
    ['level:fatal', false],
    ['is:resolved', true],
    ['is:unresolved is:new', true],
    ['is:linked', false],
  ])('with the query %p has users and trend: %p', async (query, isKnown) => {
    const { main, summarize } = setup();
    main.countUsers.mockResolvedValue(97);
    main.eventTrend.mockResolvedValue([[1_760_000_000, 5]]);
    const summary = await summarize(authorized('shop-web', { query }));
    expect('users' in summary).toBe(isKnown);
    expect('trend' in summary).toBe(isKnown);
    expect(main.countUsers).toHaveBeenCalledTimes(isKnown ? 1 : 0);
  });

  describe('of several components', () => {
    const system = () => {
      const found = authorized('shop-web, checkout');
      const [shop, cart] = ['component:default/shop', 'component:default/cart'];
      const { annotations } = found.entity;
      return {
        ...found,
        entity: {
          ref: 'system:default/all',
          annotations: annotations && {
            ...annotations,
            refs: annotations.refs.map((ref, index) => ({
              ...ref,
              entityRefs: [index ? cart : shop],
            })),
          },
          parts: [{ ref: shop, title: 'Shop' }, { ref: cart }],
        },
      };
    };

    it('counts each in one more call, which is not worth more, and says what was capped', async () => {
      const { main, summarize } = setup();
      main.countIssues
        .mockResolvedValueOnce(counts(100, 4, 3, 2, 1, 0))
        .mockResolvedValueOnce(counts(100, 9, 8, 2, 0, 1));
      const { components } = await summarize(system());
      expect(components).toEqual([
        {
          ref: 'component:default/shop',
          title: 'Shop',
          projects: ['default:acme/11'],
          unresolved: 100,
          regressed: 9,
          escalating: 8,
          capped: true,
        },
        {
          ref: 'component:default/cart',
          projects: ['default:acme/12'],
          unresolved: 2,
          regressed: 0,
          escalating: 1,
          capped: false,
        },
      ]);
      expect(main.countIssues).toHaveBeenCalledTimes(2);
      expect(main.countIssues).toHaveBeenLastCalledWith('acme', {
        project: ['11', '12'],
        environment: [],
        statsPeriod: '14d',
        queries: [
          ...['', ' is:regressed', ' is:escalating'].map(
            is => `project:shop-web is:unresolved${is}`,
          ),
          ...['', ' is:regressed', ' is:escalating'].map(
            is => `project:checkout is:unresolved${is}`,
          ),
        ],
        inOneCall: true,
      });
    });

    it('leaves their counts out where Sentry does not have them, and has the rest', async () => {
      const { main, summarize } = setup();
      main.countIssues
        .mockResolvedValueOnce(counts(5, 4, 3, 2, 1, 0))
        .mockRejectedValueOnce(down);
      const summary = await summarize(system());
      expect(summary).toMatchObject({ unresolved: 5, problems: [] });
      expect(summary.components).toEqual([
        expect.not.objectContaining({ unresolved: expect.anything() }),
        expect.not.objectContaining({ unresolved: expect.anything() }),
      ]);
    });
  });
});

const client = fakeSentryClient();

function scope(slugs: string[], of = client): ProjectScope {
  const [instance] = fakeSentry(of).config.instances;
  return scopeOf({
    id: 'default:acme',
    client: of,
    instance,
    organization: 'acme',
    projects: slugs.map((slug, index) => ({
      instance: 'default',
      organization: 'acme',
      id: String(index + 1),
      slug,
      name: slug,
    })),
  });
}

const component = (name: string, ids: number[]) => ({
  ref: `component:default/${name}`,
  projects: ids.map(id => `default:acme/${id}`),
});

describe('componentQueries', () => {
  it('searches the projects of each component, and what narrows all of them', () => {
    expect(
      componentQueries(
        scope(['shop', 'cart']),
        [component('one', [1]), component('two', [1, 2])],
        summaryQueries('level:fatal').queries,
      ),
    ).toEqual([
      {
        ref: 'component:default/one',
        projects: 1,
        queries: [
          'project:shop is:unresolved level:fatal',
          'project:shop is:unresolved is:regressed level:fatal',
          'project:shop is:unresolved is:escalating level:fatal',
        ],
      },
      {
        ref: 'component:default/two',
        projects: 2,
        queries: [
          'project:[shop,cart] is:unresolved level:fatal',
          'project:[shop,cart] is:unresolved is:regressed level:fatal',
          'project:[shop,cart] is:unresolved is:escalating level:fatal',
        ],
      },
    ]);
  });

  it('searches nothing of projects that are of another scope, or that the scope may not show', () => {
    expect(
      componentQueries(
        scope(['shop']),
        [component('other', [7])],
        summaryQueries().queries,
      ),
    ).toEqual([]);
  });

  it('puts nothing into a search that is not a slug', () => {
    expect(
      componentQueries(
        scope(['shop is:resolved']),
        [component('one', [1])],
        summaryQueries().queries,
      ),
    ).toEqual([]);
  });

  it('asks nothing of a server that takes `project:` for a tag', () => {
    const glitchtip = fakeSentryClient({
      capabilities: { ...client.capabilities, server: 'glitchtip' },
    });
    expect(
      componentQueries(
        scope(['shop'], glitchtip),
        [component('one', [1])],
        summaryQueries().queries,
      ),
    ).toEqual([]);
  });

  it('keeps each search, and each address, to a length that servers take', () => {
    const slugs = Array.from({ length: 300 }, (_, index) =>
      `project-${index}-`.padEnd(50, 'x'),
    );
    const queries = componentQueries(
      scope(slugs),
      [
        component(
          'all',
          Array.from(slugs, (_, index) => index + 1),
        ),
      ],
      summaryQueries().queries,
    );
    expect(queries.map(({ projects }) => projects)).toEqual([
      40, 40, 40, 40, 40, 40, 40, 20,
    ]);
    const all = queries.flatMap(one => one.queries);
    const chunks = inChunks(all);
    for (const chunk of chunks) {
      const params = new URLSearchParams(chunk.map(query => ['query', query]));
      expect(params.toString().length).toBeLessThan(4_100);
    }
    expect(chunks.flat()).toEqual(all);
  });
});

describe('mergeComponents', () => {
  const merge = (...counted: ReturnType<typeof counts>[]) =>
    mergeComponents(
      [component('one', [1, 2])],
      counted.map(own => ({
        counts: [],
        components: [
          { ref: 'component:default/one', projects: 1, counts: own },
        ],
      })),
    );

  it('adds up the counts of a component in several organizations, capped where one count is', () => {
    expect(merge(counts(100, 1, 2), counts(3, 4, 5))).toEqual([
      {
        ...component('one', [1, 2]),
        unresolved: 103,
        regressed: 5,
        escalating: 7,
        capped: true,
      },
    ]);
  });

  it('says how many of its projects were not counted', () => {
    expect(merge(counts(3, 0, 0))).toEqual([
      {
        ...component('one', [1, 2]),
        unresolved: 3,
        regressed: 0,
        escalating: 0,
        capped: true,
        uncounted: 1,
      },
    ]);
  });

  it('has no count where none of its projects was counted', () => {
    expect(merge()).toEqual([
      { ...component('one', [1, 2]), capped: false, uncounted: 2 },
    ]);
  });
});
