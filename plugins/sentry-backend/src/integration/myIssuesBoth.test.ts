import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
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
import { component, issueCalls } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';
import { ada, adaOfCatalog } from '../__testUtils__/userPortal';

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
    expect([status, body.problems, body.partial]).toEqual([200, [], undefined]);
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
    expect({ ...body, fetchedAt: '' }).toEqual({
      ...owned.body,
      fetchedAt: '',
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
    const entities = [adaOfCatalog, ownedBy('group:default/others', ofOthers)];
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
      [...new Set(body.items.map(({ slug }: { slug: string }) => slug))].sort(),
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
