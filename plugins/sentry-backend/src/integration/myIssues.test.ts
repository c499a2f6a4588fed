import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type {
  SentryIssuesPage,
  SentryIssue,
} from 'backstage-plugin-sentry-common';
import request from 'supertest';
import { manyProjects, ownedBy } from '../__testUtils__/manyProjects';
import {
  assignIssues,
  fillProjects,
  jonas,
  ownedEntities,
  refs,
  startMinePortal,
  titles,
} from '../__testUtils__/minePortal';
import type { Policy } from '../__testUtils__/policy';
import { issueCalls, component } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';
import { ada, adaOfCatalog } from '../__testUtils__/userPortal';
import type { Entity } from '@backstage/catalog-model';

describe('issues in one relation', () => {
  const emulator = useEmulator(fillProjects, manyProjects);

  const auditor = mockServices.auditor.mock();
  beforeEach(() => {
    auditor.createEvent.mockReset();
    auditor.createEvent.mockResolvedValue({
      success: async () => {},
      fail: async () => {},
    });
  });

  const start = (policy: Policy = {}, sentry = {}) =>
    startMinePortal({
      emulator: emulator(),
      policy,
      sentry,
      features: [auditor.factory],
    });

  const owned = '?relation=owned';

  describe('GET /me/issues?relation=owned', () => {
    it('lists the issues of what the caller and their groups own, of every kind, in one call for each organization', async () => {
      const ask = await start();
      const { status, body } = await ask(owned);
      expect([status, body.problems]).toEqual([200, []]);
      expect(titles(body)).toEqual([
        'acme-0 0',
        'acme-0 1',
        'acme-2 0',
        'acme-2 1',
        'acme-labs-0 0',
        'acme-labs-0 1',
      ]);
      expect(refs(body)).toEqual([
        'api:default/api',
        'component:default/of-ada',
        'component:default/of-team',
      ]);
      expect(issueCalls(emulator())).toHaveLength(2);
    });

    it('lists the issues of the groups alone to another of their members', async () => {
      const ask = await start();
      const { body } = await ask(owned, jonas);
      expect(refs(body)).toEqual([
        'api:default/api',
        'component:default/of-team',
      ]);
      expect(JSON.stringify(body)).not.toContain('acme-labs');
    });

    it.each<[string, Policy]>([
      [
        'the catalog hides',
        { hiddenEntities: { [ada.who]: ['component:default/of-ada'] } },
      ],
      [
        'the policy refuses',
        { deniedEntities: { [ada.who]: ['component:default/of-ada'] } },
      ],
    ])('lists nothing of what %s, though it is owned', async (_why, policy) => {
      const ask = await start(policy);
      const { body } = await ask(owned);
      expect(refs(body)).toEqual([
        'api:default/api',
        'component:default/of-team',
      ]);
      expect(
        emulator()
          .requests()
          .filter(({ path }) => path.includes('acme-labs')),
      ).toEqual([]);
    });

    it.each<[string, Policy]>([
      ['the catalog hides all', { hiddenFrom: [ada.who] }],
      ['the policy refuses all', { denied: [ada.who] }],
    ])('says that there is nothing where %s', async (_why, policy) => {
      const ask = await start(policy);
      const { status, body } = await ask(owned);
      expect([status, body.error.code]).toEqual([404, 'ANNOTATION_MISSING']);
      expect(emulator().requests()).toEqual([]);
    });

    it('takes the parameters of a list, and keeps a cursor to its caller', async () => {
      const ask = await start();
      const first = await ask('?relation=owned&limit=4&query=&statsPeriod=24h');
      const cursor = first.body.pageInfo.nextCursor;
      const search = `?relation=owned&limit=4&query=&statsPeriod=24h&cursor=${cursor}`;
      const second = await ask(search);
      expect(
        new Set([...first.body.items, ...second.body.items].map(({ id }) => id))
          .size,
      ).toBe(6);
      const other = await ask(search, jonas);
      expect([other.status, other.body.error.message]).toEqual([
        400,
        expect.stringContaining('cursor'),
      ]);
      const unowned = await ask('?relation=owned&project=acme-1');
      expect(unowned.status).toBe(400);
    });

    it.each([
      ['relation=theirs', 'relation'],
      ['relation=owned&relation=assigned', 'relation'],
      ['owner=ada', 'owner'],
    ])('refuses %s', async (search, parameter) => {
      const ask = await start();
      const { status, body } = await ask(`?${search}`);
      expect([status, body.error.message]).toEqual([
        400,
        expect.stringContaining(`\`${parameter}\``),
      ]);
    });

    it('refuses services, saying why, and anyone who is not signed in', async () => {
      const ask = await start();
      const service = await ask(owned).set(
        'authorization',
        mockCredentials.service.header(),
      );
      expect([service.status, service.body.error.message]).toEqual([
        403,
        expect.stringContaining("'service'"),
      ]);
      const nobody = await ask(owned).set(
        'authorization',
        mockCredentials.none.header(),
      );
      expect(nobody.status).toBe(401);
      expect(emulator().requests()).toEqual([]);
    });

    it('is an event of the audit that names what was asked, and no search', async () => {
      const ask = await start();
      await ask('?relation=owned&query=planted-search');
      await ask('?relation=owned&query=planted-search');
      expect(auditor.createEvent.mock.calls).toEqual([
        [
          expect.objectContaining({
            eventId: 'my-issues',
            meta: expect.objectContaining({
              operation: 'my-issues',
              organizations: expect.arrayContaining([
                'default:acme-labs',
                'default:acme',
              ]),
              projects: expect.arrayContaining(['default:acme/acme-0']),
            }),
          }),
        ],
      ]);
      const [[{ request: seen, meta }]] = auditor.createEvent.mock.calls;
      expect(JSON.stringify([seen?.originalUrl, meta])).not.toContain(
        'planted',
      );
    });

    it('is answered from the cache, with 304 to its tag alone', async () => {
      const ask = await start();
      const first = await ask(owned);
      emulator().clearRequests();
      const again = await ask(owned).set('if-none-match', first.headers.etag);
      expect(again.status).toBe(304);
      const other = await ask(owned, jonas).set(
        'if-none-match',
        first.headers.etag,
      );
      expect(other.status).toBe(200);
    });
  });

  describe('GET /me/issues?relation=assigned', () => {
    beforeEach(() =>
      assignIssues(emulator(), '501', [
        ['acme', '100'],
        ['acme', '101'],
      ]),
    );

    it('lists what is assigned to the account that the user entity names, in all that the caller may see', async () => {
      const ask = await start();
      const { status, body } = await ask('?relation=assigned');
      expect([status, body.problems]).toEqual([200, []]);
      expect(
        body.items.map((issue: SentryIssuesPage['items'][number]) => [
          issue.project.slug,
          issue.assignee?.id,
        ]),
      ).toEqual(
        expect.arrayContaining([
          ['acme-0', '501'],
          ['acme-1', '501'],
        ]),
      );
      expect(body.items).toHaveLength(2);
      expect(body).toMatchObject({ totalItems: 2, totalIsEstimate: false });
      const calls = issueCalls(emulator());
      expect(calls.map(query => query.get('query'))).toEqual([
        'is:assigned is:unresolved',
        'is:assigned is:unresolved',
      ]);
      expect(refs(body)).toContain('component:default/of-others');
    });

    it('lists nothing that is assigned to another account', async () => {
      const emulatorUser = { ...adaOfCatalog };
      emulatorUser.metadata = {
        ...adaOfCatalog.metadata,
        annotations: { 'sentry.io/user-id': '999' },
      };
      const ask = await startMinePortal({
        emulator: emulator(),
        entities: [emulatorUser, ...ownedEntities.slice(1)],
      });
      const { body } = await ask('?relation=assigned');
      expect(body.items).toEqual([]);
      // Nor how many others have.
      expect(body.totalItems).toBe(0);
    });

    it('lists nothing of an entity that the caller may not see, no matter who it is assigned to', async () => {
      const ask = await start({
        deniedEntities: { [ada.who]: ['component:default/of-others'] },
      });
      const { body } = await ask('?relation=assigned');
      expect(
        body.items.map(
          ({ project }: SentryIssuesPage['items'][number]) => project.slug,
        ),
      ).toEqual(['acme-0']);
      expect(refs(body)).not.toContain('component:default/of-others');
      for (const call of issueCalls(emulator())) {
        expect(call.getAll('project')).not.toContain('101');
      }
    });

    it('says what to do where nobody says who the caller is in Sentry', async () => {
      const ask = await start();
      const { status, body } = await ask('?relation=assigned', jonas);
      expect([status, body.error.code]).toEqual([404, 'ANNOTATION_MISSING']);
      expect(body.error.message).toContain(jonas);
      expect(body.error.action).toContain('sentry.io/user-id');
      expect(issueCalls(emulator())).toEqual([]);
    });

    describe('where users connect to the server that Backstage reads with its own token', () => {
      const connecting = () =>
        startMinePortal({
          emulator: emulator(),
          root: {
            auth: {
              providers: {
                sentry: {
                  development: {
                    clientId: 'id',
                    clientSecret: 'secret',
                    baseUrl: emulator().url,
                  },
                },
              },
            },
          },
          entities: [
            ...ownedEntities,
            ownedBy('group:default/others', component('broken', 'acme/')),
            ownedBy('group:default/others', component('lost', 'no-such')),
          ],
        });

      it('lists what is assigned to the account that is connected, without what is wrong with others’ entities', async () => {
        emulator().addToken({
          token: ada.token,
          user: '501',
          scopes: ['event:read', 'org:read', 'project:read'],
          organizations: ['acme'],
        });
        const ask = await connecting();
        const { body } = await ask('?relation=assigned', jonas, ada.token);
        expect(body.error).toBeUndefined();
        expect(body.problems).toEqual([]);
        expect(
          body.items.map((issue: SentryIssue) => issue.assignee?.id),
        ).toEqual(['501', '501']);
        // With Backstage's token: the caller's says only who they are.
        expect(issueCalls(emulator()).map(query => query.get('query'))).toEqual(
          ['is:assigned is:unresolved', 'is:assigned is:unresolved'],
        );
      });

      it('goes on with a list where a connection fails meanwhile', async () => {
        const ask = await connecting();
        const search = '?limit=2&query=';
        const first = await ask(search, jonas);
        const { nextCursor } = first.body.pageInfo;
        const second = await ask(
          `${search}&cursor=${nextCursor}`,
          jonas,
          'revoked',
        );
        expect(second.status).toBe(200);
        expect(titles(first.body)).not.toEqual(titles(second.body));
      });

      it('asks those to connect who are not', async () => {
        const ask = await connecting();
        const { status, body } = await ask('?relation=assigned', jonas);
        expect([status, body.error.code]).toEqual([409, 'NOT_CONNECTED']);
        expect(issueCalls(emulator())).toEqual([]);
      });
    });

    it('asks Sentry for `me` with the token of the caller', async () => {
      emulator().addToken({
        token: ada.token,
        user: '501',
        scopes: ['event:read', 'org:read', 'project:read'],
        organizations: ['acme', 'acme-labs'],
      });
      const ask = await start({}, { auth: { type: 'user' }, token: undefined });
      const { body } = await ask('?relation=assigned&query=', jonas, ada.token);
      expect(body.error).toBeUndefined();
      expect(issueCalls(emulator()).map(query => query.get('query'))).toEqual([
        'assigned:me',
        'assigned:me',
      ]);
      const without = await ask('?relation=assigned', jonas);
      expect([without.status, without.body.error.code]).toEqual([
        409,
        'NOT_CONNECTED',
      ]);
    });
  });

  describe('what the caller’s issues can be filtered by', () => {
    const slugs = ({ body }: request.Response) =>
      body.items.map(({ slug }: { slug: string }) => slug).sort();

    it('lists the projects of what the caller owns, and what can be asked for, such that a list takes them', async () => {
      const ask = await start();
      const answer = await ask(owned, ada.who, undefined, '/me/projects');
      expect(answer.status).toBe(200);
      expect(slugs(answer)).toEqual(['acme-0', 'acme-2', 'acme-labs-0']);
      expect(answer.body.capabilities).toMatchObject({ users: true });
      const [{ ref }] = answer.body.items;
      const narrowed = await ask(`${owned}&project=${encodeURIComponent(ref)}`);
      expect(narrowed.status).toBe(200);
      expect(narrowed.body.items).toHaveLength(2);
    });

    it('lists those of all that may be assigned to the caller, but nothing that they may not see', async () => {
      const ask = await start({
        deniedEntities: { [ada.who]: ['component:default/of-others'] },
      });
      const others = await ask(
        '?relation=assigned',
        jonas,
        undefined,
        '/me/projects',
      );
      expect(slugs(others)).toContain('acme-1');
      const own = await ask(
        '?relation=assigned',
        ada.who,
        undefined,
        '/me/projects',
      );
      expect(slugs(own)).not.toContain('acme-1');
    });

    it('lists the environments, asking each organization once', async () => {
      const ask = await start();
      const { status, body } = await ask(
        owned,
        ada.who,
        undefined,
        '/me/environments',
      );
      expect([status, body.problems]).toEqual([200, []]);
      expect(body.items).toContainEqual({ name: 'production' });
      const asked = emulator()
        .requests()
        .filter(({ path }) => path.endsWith('/environments/'));
      expect(asked).toHaveLength(2);
    });

    it.each<[string, string, object]>([
      ['/me/projects', '', {}],
      ['/me/projects', '?relation=owned', {}],
      ['/me/projects', '?relation=assigned', {}],
      ['/me/environments', '', { defaults: [] }],
      ['/me/environments', '?relation=owned', { defaults: [] }],
      ['/me/environments', '?relation=assigned', { defaults: [] }],
    ])(
      'is nothing at %s%s for who has no annotated entity, and no failure',
      async (route, search, more) => {
        const success = jest.fn(async () => {});
        const fail = jest.fn(async () => {});
        auditor.createEvent.mockResolvedValue({ success, fail });
        const ask = await start({ denied: [jonas] });
        const { status, body } = await ask(search, jonas, undefined, route);
        expect([status, body]).toEqual([
          200,
          {
            items: [],
            ...more,
            problems: [],
            stale: false,
            fetchedAt: expect.any(String),
          },
        ]);
        expect(success).toHaveBeenCalledTimes(1);
        expect(fail).not.toHaveBeenCalled();
        expect(emulator().requests()).toEqual([]);
      },
    );

    it.each(['/me/projects', '/me/environments'])(
      'refuses services and unknown parameters at %s',
      async route => {
        const ask = await start();
        const service = await ask('', ada.who, undefined, route).set(
          'authorization',
          mockCredentials.service.header(),
        );
        expect(service.status).toBe(403);
        const unknown = await ask('?sort=date', ada.who, undefined, route);
        expect(unknown.status).toBe(400);
        expect(emulator().requests()).toEqual([]);
      },
    );
  });

  describe('GET /me/teams', () => {
    const teams = async (
      policy: Policy = {},
      who = ada.who,
    ): Promise<request.Response> => {
      const ask = await start(policy);
      return ask('', who, undefined, '/me/teams');
    };

    it('counts what each group of the caller owns, in one call for each organization', async () => {
      const { status, body } = await teams();
      expect([status, body.problems]).toEqual([200, []]);
      expect(body.components).toEqual([
        {
          ref: 'group:default/team',
          projects: ['default:acme/100', 'default:acme/102'],
          unresolved: 4,
          regressed: 0,
          escalating: 0,
          capped: false,
        },
      ]);
      expect(body.unresolved).toBe(4);
      const counted = emulator()
        .requests()
        .filter(({ path }) => path.endsWith('/issues-count/'))
        .map(({ query }) => new URLSearchParams(query).getAll('query'));
      expect(counted).toContainEqual([
        'project:[acme-0,acme-2] is:unresolved',
        'project:[acme-0,acme-2] is:unresolved is:regressed',
        'project:[acme-0,acme-2] is:unresolved is:escalating',
      ]);
      expect(counted).toHaveLength(2);
    });

    it('asks no permission on the group, but on each entity that it owns', async () => {
      const refused = ['group:default/team', 'api:default/api'];
      const { body } = await teams({ deniedEntities: { [ada.who]: refused } });
      expect(body.components).toEqual([
        {
          ref: 'group:default/team',
          projects: ['default:acme/100'],
          unresolved: 2,
          regressed: 0,
          escalating: 0,
          capped: false,
        },
      ]);
      const asked = emulator()
        .requests()
        .flatMap(({ query }) => [...new URLSearchParams(query).values()]);
      expect(asked).toContainEqual(expect.stringContaining('acme-0'));
      expect(asked).not.toContainEqual(expect.stringContaining('acme-2'));
      expect(asked).not.toContain('102');
    });

    it('says that there is nothing where the policy refuses all, and asks nothing', async () => {
      const { status, body } = await teams({ denied: [ada.who] });
      expect([status, body.error.code]).toEqual([404, 'ANNOTATION_MISSING']);
      expect(emulator().requests()).toEqual([]);
    });

    it('refuses services', async () => {
      const ask = await start();
      const { status } = await ask('', ada.who, undefined, '/me/teams').set(
        'authorization',
        mockCredentials.service.header(),
      );
      expect(status).toBe(403);
    });
  });
});

describe('issues in both relations', () => {
  const emulator = useEmulator(fillProjects, manyProjects);
  beforeEach(() =>
    assignIssues(emulator(), '501', [
      ['acme', '100'],
      ['acme', '101'],
    ]),
  );

  const auditor = mockServices.auditor.mock();
  beforeEach(() => {
    auditor.createEvent.mockReset();
    auditor.createEvent.mockResolvedValue({
      success: async () => {},
      fail: async () => {},
    });
  });

  const start = (
    options: { policy?: Policy; sentry?: object; entities?: Entity[] } = {},
  ) =>
    startMinePortal({
      emulator: emulator(),
      ...options,
      sentry: { ...options.sentry },
      features: [auditor.factory],
    });

  /** What Ada and her team own. */
  const ownTitles = [
    'acme-0 0',
    'acme-0 1',
    'acme-2 0',
    'acme-2 1',
    'acme-labs-0 0',
    'acme-labs-0 1',
  ];
  const ofOthers = component('of-others', 'acme-1');
  const projectsOf = (items: SentryIssue[]) =>
    items.map(({ project }) => project.slug);
  /** Which projects were asked about with which search. */
  const asked = () =>
    issueCalls(emulator())
      .map(query => [query.get('query'), query.getAll('project').sort()])
      .sort();

  describe('GET /me/issues without a relation', () => {
    it('lists all of what the caller owns, and of all else what is assigned to them, counted as one list', async () => {
      const ask = await start();
      const { status, body } = await ask();
      expect([status, body.problems, body.partial]).toEqual([
        200,
        [],
        undefined,
      ]);
      const own = titles(body).filter(title => !title.startsWith('acme-1'));
      expect(own).toEqual(ownTitles);
      const [other, ...more] = body.items.filter(
        ({ project }: SentryIssue) => project.slug === 'acme-1',
      );
      expect([other.assignee.id, more]).toEqual(['501', []]);
      expect(body).toMatchObject({ totalItems: 7, totalIsEstimate: false });
      expect(refs(body)).toEqual([
        'api:default/api',
        'component:default/of-ada',
        'component:default/of-others',
        'component:default/of-team',
      ]);
      const times = body.items.map(({ lastSeen }: SentryIssue) => lastSeen);
      expect(times).toEqual([...times].sort().reverse());
    });

    it('asks each organization once for what is owned, and once more for what is assigned beside it', async () => {
      const ask = await start();
      await ask();
      expect(asked()).toEqual([
        ['is:assigned is:unresolved', ['101']],
        ['is:unresolved', ['100', '102']],
        ['is:unresolved', ['200']],
      ]);
    });

    it('asks for what is owned no second time where the list of that is known', async () => {
      const ask = await start();
      await ask('?relation=owned');
      emulator().clearRequests();
      await ask();
      expect(asked()).toEqual([['is:assigned is:unresolved', ['101']]]);
    });

    it('lists an issue once, where others have the project too and under another name', async () => {
      const ask = await start({
        entities: [
          ...ownedEntities,
          ownedBy(
            'group:default/others',
            component('shared', 'acme/acme-0, 102, acme-1'),
          ),
        ],
      });
      const { body } = await ask();
      const ids = body.items.map(({ id }: SentryIssue) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(7);
      expect(asked()).toContainEqual(['is:assigned is:unresolved', ['101']]);
      emulator().clearRequests();
      // Whatever the name: it is an own project, of which everything is listed.
      const named = await ask('?project=acme/acme-0');
      expect(projectsOf(named.body.items)).toEqual(['acme-0', 'acme-0']);
      expect(asked()).toEqual([['is:unresolved', ['100']]]);
    });

    it('gives every issue once over its pages, in order', async () => {
      const ask = await start();
      const whole = await ask();
      const paged: SentryIssue[] = [];
      let cursor: string | undefined;
      do {
        const { status, body } = await ask(
          `?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
        );
        expect(status).toBe(200);
        paged.push(...body.items);
        cursor = body.pageInfo.nextCursor;
      } while (cursor);
      const times = paged.map(({ lastSeen }) => String(lastSeen));
      expect(times).toEqual([...times].sort().reverse());
      const ids = (items: SentryIssue[]) => items.map(({ id }) => id).sort();
      expect(ids(paged)).toEqual(ids(whole.body.items));
    });

    it('searches and narrows both parts alike', async () => {
      const ask = await start();
      const others = await ask('?project=acme-1&query=&statsPeriod=24h');
      expect(projectsOf(others.body.items)).toEqual(['acme-1']);
      const own = await ask('?project=acme-2');
      expect(projectsOf(own.body.items)).toEqual(['acme-2', 'acme-2']);
      expect(asked()).toEqual([
        ['is:assigned', ['101']],
        ['is:unresolved', ['102']],
      ]);
      const unknown = await ask('?project=acme-9');
      expect(unknown.status).toBe(400);
    });

    it('answers one whom nobody knows in Sentry what they own and nothing else, at no other call', async () => {
      const first = await start();
      const owned = await first('?relation=owned', jonas);
      const requests = () =>
        emulator()
          .requests()
          .map(({ path, query }) => `${path} ${query}`)
          .sort();
      const before = requests();
      emulator().clearRequests();
      const second = await start();
      const { status, body } = await second('', jonas);
      expect(status).toBe(200);
      expect({ ...body, fetchedAt: '', live: [] }).toEqual({
        ...owned.body,
        fetchedAt: '',
        live: [],
      });
      expect(body.problems).toEqual([]);
      expect(JSON.stringify(body)).not.toContain('of-others');
      expect(requests()).toEqual(before);
    });

    it.each<[string, Policy]>([
      [
        'the catalog hides',
        { hiddenEntities: { [ada.who]: ['component:default/of-others'] } },
      ],
      [
        'the policy refuses',
        { deniedEntities: { [ada.who]: ['component:default/of-others'] } },
      ],
    ])(
      'lists nothing of what %s, though it is assigned to the caller',
      async (_why, policy) => {
        const ask = await start({ policy });
        const { body } = await ask();
        expect(titles(body)).toEqual(ownTitles);
        expect(JSON.stringify(body)).not.toContain('of-others');
        expect(
          issueCalls(emulator()).flatMap(call => call.getAll('project')),
        ).not.toContain('101');
        expect((await ask('?project=acme-1')).status).toBe(400);
      },
    );

    it('lists nothing more of an own project that the policy refuses, though something is assigned', async () => {
      const ask = await start({
        policy: {
          deniedEntities: {
            [ada.who]: ['component:default/of-team', 'api:default/api'],
          },
        },
      });
      const { body } = await ask();
      expect(new Set(projectsOf(body.items))).toEqual(
        new Set(['acme-1', 'acme-labs-0']),
      );
      expect(
        issueCalls(emulator()).flatMap(call => call.getAll('project')),
      ).not.toContain('100');
    });

    it('lists what is assigned alone where nothing is owned', async () => {
      const entities = [
        adaOfCatalog,
        ownedBy('group:default/others', ofOthers),
      ];
      const ask = await start({ entities });
      const { status, body } = await ask();
      expect([status, projectsOf(body.items)]).toEqual([200, ['acme-1']]);
      expect(asked()).toEqual([['is:assigned is:unresolved', ['101']]]);
      expect(new URL(body.links.sentry).searchParams.get('query')).toBe(
        'assigned:me is:unresolved',
      );
      emulator().clearRequests();
      const nobody = await ask('', jonas);
      expect([nobody.status, nobody.body.error.code]).toEqual([
        404,
        'ANNOTATION_MISSING',
      ]);
      expect(emulator().requests()).toEqual([]);
    });

    it('says that there is nothing where the policy refuses all', async () => {
      const ask = await start({ policy: { denied: [ada.who] } });
      const { status, body } = await ask();
      expect([status, body.error.code]).toEqual([404, 'ANNOTATION_MISSING']);
      expect(emulator().requests()).toEqual([]);
    });

    it('lists the rest, and says what is missing, where others’ organization fails', async () => {
      const jonasOfCatalog = {
        ...adaOfCatalog,
        metadata: { ...adaOfCatalog.metadata, name: 'jonas' },
      };
      emulator().addFault({
        path: '/api/0/organizations/acme-labs/issues/',
        status: 503,
      });
      const ask = await start({ entities: [jonasOfCatalog, ...ownedEntities] });
      const { status, body } = await ask('', jonas);
      expect(status).toBe(200);
      expect(new Set(projectsOf(body.items))).toEqual(
        new Set(['acme-0', 'acme-1', 'acme-2']),
      );
      expect(body.partial).toBe(true);
      expect(body.problems).toEqual([
        expect.objectContaining({
          code: 'UPSTREAM_UNAVAILABLE',
          project: { instance: 'default', organization: 'acme-labs' },
        }),
      ]);
    });

    it('keeps cursors and tags of the three lists apart', async () => {
      const ask = await start();
      const searches = ['', '&relation=owned', '&relation=assigned'];
      const pages: request.Response[] = [];
      for (const search of searches) {
        pages.push(await ask(`?limit=1${search}`));
      }
      for (const [at, { body, headers }] of pages.entries()) {
        for (const [other, search] of searches.entries()) {
          const { nextCursor } = body.pageInfo;
          const next = await ask(`?limit=1${search}&cursor=${nextCursor}`);
          expect([search, next.status]).toEqual([
            search,
            at === other ? 200 : 400,
          ]);
          const again = await ask(`?limit=1${search}`).set(
            'if-none-match',
            headers.etag,
          );
          expect([search, again.status]).toEqual([
            search,
            at === other ? 304 : 200,
          ]);
        }
      }
    });

    it('asks as the caller, for `me` in what others own alone', async () => {
      emulator().addToken({
        token: ada.token,
        user: '501',
        scopes: ['event:read', 'org:read', 'project:read'],
        organizations: ['acme'],
      });
      const ask = await start({
        sentry: { auth: { type: 'user' }, token: undefined },
      });
      const { body } = await ask('?query=', jonas, ada.token);
      expect(body.error).toBeUndefined();
      expect(asked()).toEqual([
        ['', ['100', '102']],
        ['assigned:me', ['101']],
      ]);
      // Others' organization that the account does not reach is no news.
      expect([body.problems, body.partial]).toEqual([[], undefined]);
      const without = await ask('', jonas);
      expect([without.status, without.body.error.code]).toEqual([
        409,
        'NOT_CONNECTED',
      ]);
    });

    it('is an event of the audit that names what may be asked', async () => {
      const ask = await start();
      await ask();
      const named = (project: string) =>
        expect.objectContaining({
          eventId: 'my-issues',
          meta: expect.objectContaining({
            projects: expect.arrayContaining([`default:acme/${project}`]),
          }),
        });
      expect(auditor.createEvent.mock.calls).toEqual([[named('acme-1')]]);
      await ask('', jonas);
      expect(auditor.createEvent.mock.lastCall).toEqual([named('acme-0')]);
      expect(auditor.createEvent.mock.lastCall).not.toEqual([named('acme-1')]);
    });

    it('refuses services', async () => {
      const ask = await start();
      const { status } = await ask().set(
        'authorization',
        mockCredentials.service.header(),
      );
      expect(status).toBe(403);
      expect(emulator().requests()).toEqual([]);
    });
  });

  describe('what that list can be filtered by', () => {
    it.each([
      [
        'all that it may come from',
        ada.who,
        ['acme-0', 'acme-1', 'acme-2', 'acme-labs-0'],
      ],
      [
        'what is owned to one whom nobody knows in Sentry',
        jonas,
        ['acme-0', 'acme-2'],
      ],
    ])('is the projects of %s', async (_what, who, slugs) => {
      const ask = await start();
      const { status, body } = await ask('', who, undefined, '/me/projects');
      expect([status, body.problems]).toEqual([200, []]);
      expect(
        [
          ...new Set(body.items.map(({ slug }: { slug: string }) => slug)),
        ].sort(),
      ).toEqual(slugs);
    });

    it('is the environments of all these, each organization asked once', async () => {
      const ask = await start();
      const { body } = await ask('', ada.who, undefined, '/me/environments');
      expect(body.items).toContainEqual({ name: 'production' });
      const calls = emulator()
        .requests()
        .filter(({ path }) => path.endsWith('/environments/'));
      expect(
        calls.map(({ query }) => new URLSearchParams(query).getAll('project')),
      ).toContainEqual(['100', '101', '102']);
      expect(calls).toHaveLength(2);
    });
  });
});
