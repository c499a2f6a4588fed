import type {
  SentryIssuesPage,
  SentryIssuesQuery,
} from 'backstage-plugin-sentry-common';
import type { SentryServerKind } from 'backstage-plugin-sentry-node';
import {
  authorized,
  bodyOf,
  entityServices,
} from '../../__testUtils__/entityServices';
import {
  billing,
  fakeClient,
  fakeTwoSentries,
  rawIssue,
  shopWeb,
} from '../../__testUtils__/fakeSentry';

const ref = 'user:default/ada';
const ofBilling = {
  project: { ...billing, instance: 'eu', organization: 'acme-eu' },
};
const to = (id: string) => ({
  assignee: { type: 'user' as const, id, name: `User ${id}` },
});

function setup(
  options: { server?: SentryServerKind; isShared?: boolean } = {},
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
    // How much is assigned to others is nobody's business.
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
      'an instance that nobody says the user of',
      'sentry',
      'ANNOTATION_MISSING',
    ],
    ['a server that assigns to nobody', 'glitchtip', 'QUERY_INVALID'],
  ] as const)(
    'is listed without %s, which a problem says',
    async (_what, server, code) => {
      const { main, eu, list } = setup({ server });
      main.listIssues.mockResolvedValue({
        items: [rawIssue('1', 1, to('501'))],
      });
      const page = await list({ default: '501' });
      expect(ids(page)).toEqual(['1']);
      expect(page.problems).toEqual([
        expect.objectContaining({ code, project: { instance: 'eu' } }),
      ]);
      expect(eu.listIssues).not.toHaveBeenCalled();
    },
  );

  it('cannot be told where nobody says who the user is anywhere', async () => {
    const { main, list } = setup();
    await expect(list({})).rejects.toMatchObject({
      code: 'ANNOTATION_MISSING',
      action: expect.stringContaining('sentry.io/user-id'),
    });
    expect(main.listIssues).not.toHaveBeenCalled();
  });

  it('is in Sentry what is assigned to whoever is signed in there', async () => {
    const { list } = setup();
    const page = await list({ default: '501' }, {}, authorized('shop-web'));
    expect(new URL(page.links.sentry ?? '').searchParams.get('query')).toBe(
      'assigned:me is:unresolved',
    );
  });
});
