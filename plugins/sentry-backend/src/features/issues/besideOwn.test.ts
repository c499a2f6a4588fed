import type {
  SentryIssue,
  SentryIssuesPage,
  SentryIssuesQuery,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryIssuesParams,
} from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity, EntityProjectRef } from '../../access/types';
import {
  bodyOf,
  caller,
  entityServices,
} from '../../__testUtils__/entityServices';
import {
  checkout,
  fakeClient,
  fakeSentry,
  rawIssue,
  shopWeb,
} from '../../__testUtils__/fakeSentry';

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
  const authorized = admitted(refs);
  const client = fakeClient([shopWeb, checkout]);
  const services = entityServices(fakeSentry(client));
  const list = async (asked: SentryIssuesQuery = {}) =>
    bodyOf<SentryIssuesPage>(
      await services.issues.list(authorized, asked, {
        ref,
        userIds,
        besideOwn: true,
      }),
    );
  const assignedCalls = () =>
    client.listIssues.mock.calls.filter(([, params]) => isAssignedPart(params))
      .length;
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

  it('is left out without a word where nobody says any more who the user is', async () => {
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
