import type {
  SentryIssuesPage,
  SentryIssuesQuery,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type RawSentryIssue,
  type SentryIssuesParams,
} from 'backstage-plugin-sentry-node';
import {
  bodyOf,
  entityServices,
  sentryEntity,
} from '../../__testUtils__/entityServices';
import {
  checkout,
  fakeClient,
  fakeSentry,
  instanceConfig,
  rawIssue,
  shopWeb,
} from '../../__testUtils__/fakeSentry';

const down = new SentryProblemError({
  code: 'UPSTREAM_UNAVAILABLE',
  message: 'Sentry is down.',
});

/** Pages a list as Sentry does, its cursor being the place to go on from. */
function pages(all: RawSentryIssue[], rows = (limit: number) => limit) {
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
  const eu = {
    ...fakeClient([{ id: '31', slug: 'billing', name: 'Billing' }]),
    instance: 'eu',
    credentialId: 'other',
  };
  const services = entityServices(
    fakeSentry([
      [instanceConfig(), main],
      [instanceConfig({ name: 'eu', organization: 'acme-eu' }), eu],
    ]),
  );
  const both = sentryEntity('shop-web, eu:acme-eu/billing');
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

const billing = { project: { id: '31', slug: 'billing' } };
const minutes = (count: number, step: number, first = 0) =>
  Array.from({ length: count }, (_, index) => first + index * step);
const ids = (found: SentryIssuesPage[]) =>
  found.flatMap(({ items }) => items.map(({ id }) => id));

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
      sentryEntity('checkout, shop-web'),
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
    const own = sentryEntity('shop-web', {
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
      rawIssue(`b${ago}`, ago, billing),
    );
    main.listIssues.mockImplementation(pages(ours));
    eu.listIssues.mockImplementation(pages(theirs));

    const found = await walk({ limit: 10 });
    const seen = found.flatMap(({ items }) => items.map(i => i.lastSeen ?? ''));
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
      rawIssue(`b${ago}`, ago, billing),
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
    const alone = await walk({ limit: 6 }, sentryEntity('shop-web'));
    expect(ids(alone)).toEqual(ours.map(({ id }) => id));
  });

  it('gives the rest and the problem when one organization fails', async () => {
    const { main, eu, list } = setup();
    main.listIssues.mockImplementation(pages([rawIssue('1')]));
    eu.listIssues.mockRejectedValue(down);
    const page = await list();
    expect(page).toMatchObject({
      items: [{ id: '1' }],
      pageInfo: {},
      totalItems: 1,
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
      pages(minutes(8, 1).map(ago => rawIssue(`b${ago}`, ago, billing))),
    );
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
      pages(['b1', 'b2'].map(id => rawIssue(id, 0, billing))),
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
    const page = await list({}, sentryEntity('shop-web'));
    expect(ids([page])).toEqual(['1']);
  });

  it('refuses a cursor of other filters and of another entity', async () => {
    const { main, list } = setup();
    main.listIssues.mockImplementation(
      pages(minutes(20, 1).map(ago => rawIssue(`a${ago}`, ago))),
    );
    const entity = sentryEntity('shop-web');
    const { pageInfo } = await list({ limit: 5 }, entity);
    const cursor = pageInfo.nextCursor;
    const calls = main.listIssues.mock.calls.length;
    await expect(
      list({ limit: 5, cursor, query: 'is:resolved' }, entity),
    ).rejects.toMatchObject({ name: 'InputError' });
    await expect(
      list({ limit: 5, cursor }, { ...entity, ref: 'component:default/other' }),
    ).rejects.toMatchObject({ name: 'InputError' });
    expect(main.listIssues).toHaveBeenCalledTimes(calls);
  });

  it('shows the trend over the window that was asked for', async () => {
    const { main, list } = setup();
    main.listIssues.mockResolvedValue({
      items: [rawIssue('1', 0, { stats: { auto: [[1_760_000_000, 3]] } })],
    });
    const page = await list({ statsPeriod: '7d' }, sentryEntity('shop-web'));
    expect(page.items[0].trend).toEqual({
      period: '7d',
      buckets: [[1_760_000_000, 3]],
    });
  });

  it('tells of an event of another project just what it tells of one that is nobody’s', async () => {
    const { main, list } = setup();
    const entity = sentryEntity('shop-web');
    main.listIssues.mockResolvedValueOnce({ items: [], hits: 0 });
    const nobody = await list({ query: 'a'.repeat(32) }, entity);
    main.listIssues.mockResolvedValueOnce({
      items: [rawIssue('7', 0, { project: { id: '12', slug: 'checkout' } })],
    });
    const foreign = await list({ query: 'b'.repeat(32) }, entity);
    const told = ({
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
    expect(told(foreign)).toEqual(told(nobody));
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
    const page = await list({ limit: 1 }, sentryEntity('shop-web'));
    expect(page.items.map(({ id }) => id)).toEqual(['1']);
    expect(page).not.toHaveProperty('totalItems');
  });

  it('ends a list whose last page names itself as the next', async () => {
    const { main, walk } = setup();
    main.listIssues.mockImplementation(async (_organization, { cursor }) => ({
      items: [rawIssue(cursor ? '2' : '1')],
      nextCursor: '0:1:0',
    }));
    const found = await walk({}, sentryEntity('shop-web'));
    expect(ids(found)).toEqual(['1', '2']);
  });
});
