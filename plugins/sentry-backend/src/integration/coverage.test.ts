import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  defaultWorld,
  demoToken,
  startEmulator,
} from 'backstage-plugin-sentry-emulator';
import request from 'supertest';
import { inShort, startCoveragePortal } from '../__testUtils__/coveragePortal';
import { ownedBy } from '../__testUtils__/manyProjects';
import { jonas } from '../__testUtils__/minePortal';
import { component } from '../__testUtils__/startPortal';
import { postgresBin, startPostgres } from '../__testUtils__/startPostgres';
import { useEmulator } from '../__testUtils__/useEmulator';

const world = defaultWorld();
const [acme, ...others] = world.organizations;
const emulator = useEmulator(async () => {}, {
  world: {
    ...world,
    organizations: [
      {
        ...acme,
        repositories: ['acme/ios-app', 'acme/money'],
        codeMappings: [
          { project: 'storefront-ios', repository: 'acme/ios-app' },
        ],
      },
      ...others,
    ],
  },
});

const team = 'group:default/team';
const at = (path: string) => ({
  'backstage.io/source-location': `url:https://github.com/${path}/tree/main/`,
  'backstage.io/edit-url': `https://github.com/${path}/edit/main/catalog-info.yaml`,
});
const makeEntities = (): Entity[] => [
  ownedBy(team, component('app', undefined, at('acme/ios-app'))),
  ownedBy('group:default/money', component('payments')),
  ownedBy(team, component('web', 'shop-web')),
  ownedBy(team, component('typo', 'shop-wev')),
  ownedBy('group:default/others', component('bad', 'acme/')),
  ownedBy(team, component('lonely')),
];
const start = (
  options: Partial<Parameters<typeof startCoveragePortal>[0]> = {},
) =>
  startCoveragePortal({
    emulator: emulator(),
    entities: makeEntities(),
    ...options,
  });
const app = {
  entityRef: 'component:default/app',
  project: 'default:acme/14',
};
/** Owns what the team owns, and may not see the rest. */
const owner = { policy: { noInstances: [jonas] } };

const places = ['SQLite', ...(postgresBin ? ['PostgreSQL'] : [])];
describe.each(places)('coverage on %s', kind => {
  let postgres: Awaited<ReturnType<typeof startPostgres>> | undefined;
  // After the backends, which are stopped first.
  afterAll(() => postgres?.stop());

  it('follows a component from the suggestion to the match', async () => {
    postgres = kind === 'PostgreSQL' ? await startPostgres() : undefined;
    const entities = makeEntities();
    const portal = await start({ entities, database: postgres?.database });
    const before = await portal.list('suggestions');
    expect(before).not.toHaveProperty('comparedAt');
    expect(before.items).toEqual([]);

    await portal.compare();
    const { items, counts, comparedAt } = await portal.list('suggestions');
    expect(Date.parse(comparedAt ?? '')).not.toBeNaN();
    expect(items.map(inShort)).toEqual([
      'app · storefront-ios · exact: repository',
      'payments · payments · exact: slug team',
    ]);
    expect(items[0]).toMatchObject({
      entity: {
        ref: 'component:default/app',
        owners: [team],
        editUrl: 'https://github.com/acme/ios-app/edit/main/catalog-info.yaml',
      },
      suggestion: {
        annotation: 'storefront-ios',
        snippet:
          'metadata:\n  annotations:\n    sentry.io/project-slug: storefront-ios\n',
      },
    });
    expect(items[1].projects[0].teams).toContainEqual({
      slug: 'money',
      group: 'group:default/money',
    });
    expect(counts).toEqual({
      suggestions: 2,
      missing: 3,
      unmatched: 5,
      wrong: 2,
      matched: 1,
      dismissed: 0,
    });
    expect((await portal.list('wrong')).items.map(inShort)).toEqual([
      'bad · ANNOTATION_INVALID',
      'typo · PROJECT_NOT_FOUND',
    ]);
    expect((await portal.list('unmatched')).items.map(inShort).sort()).toEqual([
      'billing',
      'checkout',
      'payments',
      'prototype',
      'storefront-ios',
    ]);

    await portal.decide('user:default/platform', {
      entityRef: 'component:default/payments',
      project: 'default:acme/13',
      decision: 'dismissed',
    });
    entities[0] = ownedBy(
      team,
      component('app', items[0].suggestion?.annotation, at('acme/ios-app')),
    );
    await portal.compare();
    expect((await portal.list('matched')).items.map(inShort)).toEqual([
      'app · storefront-ios',
      'web · shop-web',
    ]);
    expect((await portal.list('suggestions')).items).toEqual([]);
    expect((await portal.list('dismissed')).items.map(inShort)).toEqual([
      'payments · payments · exact: slug team',
    ]);
  }, 60_000);
});

describe('GET /coverage', () => {
  it('shows owners what they own, can read and may read the issues of', async () => {
    const portal = await start(owner);
    await portal.compare();
    const asOwner = { who: jonas };
    const { visibility, counts, items } = await portal.list(
      'suggestions',
      asOwner,
    );
    expect(visibility).toBe('owned');
    expect(items.map(inShort)).toEqual([
      'app · storefront-ios · exact: repository',
    ]);
    expect(counts).toEqual({
      suggestions: 1,
      missing: 2,
      unmatched: 0,
      wrong: 1,
      matched: 1,
      dismissed: 0,
    });
    expect((await portal.list('unmatched', asOwner)).items).toEqual([]);
    expect((await portal.list('wrong', asOwner)).items.map(inShort)).toEqual([
      'typo · PROJECT_NOT_FOUND',
    ]);
  });

  it.each([
    ['hidden', { hiddenEntities: { [jonas]: ['component:default/app'] } }],
    ['denied', { deniedEntities: { [jonas]: ['component:default/app'] } }],
  ])('says nothing of an entity that is %s', async (_, policy) => {
    const portal = await start({ policy: { ...owner.policy, ...policy } });
    await portal.compare();
    const { items, counts } = await portal.list('suggestions', { who: jonas });
    expect(items).toEqual([]);
    expect([counts.suggestions, counts.missing]).toEqual([0, 1]);
    const { status, body } = await portal.decide(jonas, {
      ...app,
      decision: 'accepted',
    });
    expect(status).toBe(404);
    // Not more than of one that is not there.
    const none = await portal.decide(jonas, {
      entityRef: 'component:default/nothing',
      project: app.project,
      decision: 'accepted',
    });
    expect(none.body.error).toEqual(body.error);
  });

  it('pages, and refuses what it does not know', async () => {
    const portal = await start();
    await portal.compare();
    const first = await portal.list('unmatched', { query: '&limit=3' });
    expect(first.items).toHaveLength(3);
    expect(first.totalItems).toBe(5);
    const next = first.pageInfo.nextCursor;
    const rest = await portal.list('unmatched', {
      query: `&limit=3&cursor=${next}`,
    });
    expect(rest.items).toHaveLength(2);
    expect(rest.pageInfo).toEqual({});
    for (const query of ['list=all', 'limit=0', 'cursor=x', 'what=1']) {
      const { status } = await request(portal.server).get(
        `/api/sentry/coverage?${query}`,
      );
      expect(status).toBe(400);
    }
  });

  it('asks each of the lists once, and keeps projects where Sentry is down', async () => {
    // A name that no list has is looked for as on the entity's page.
    const entities = makeEntities().filter(
      ({ metadata }) => metadata.name !== 'typo',
    );
    const portal = await start({ entities, sentry: { instances: [] } });
    emulator().clearRequests();
    await portal.compare();
    const asked = emulator()
      .requests()
      .map(({ path }) => path.replace(/^.*organizations\/acme\//, ''));
    expect(asked.filter(path => path === 'projects/')).toHaveLength(1);
    expect(asked.filter(path => path === 'repos/')).toHaveLength(1);
    expect(asked.filter(path => path === 'code-mappings/')).toHaveLength(1);

    const { counts } = await portal.list('suggestions');
    emulator().addFault({ status: 503 });
    await portal.compare();
    const after = await portal.list('suggestions');
    expect(after.counts).toMatchObject({
      suggestions: counts.suggestions,
      matched: counts.matched,
      unmatched: counts.unmatched,
    });
    expect(after.problems.map(({ code }) => code)).toContain(
      'UPSTREAM_UNAVAILABLE',
    );
  });

  it('takes a GlitchTip as it is: without repositories', async () => {
    const glitchtip = await startEmulator({ port: 0, dialect: 'glitchtip' });
    try {
      const portal = await start({
        emulator: glitchtip,
        sentry: { instances: [], allowedOrganizations: [] },
      });
      await portal.compare();
      const { items, problems } = await portal.list('suggestions');
      expect(problems).toEqual([]);
      expect(items.map(inShort)).toEqual([
        expect.stringMatching(/^payments · payments/),
      ]);
    } finally {
      await glitchtip.close();
    }
  });

  it('repeats no token', async () => {
    const portal = await start();
    await portal.compare();
    const all = await portal.list('suggestions');
    expect(JSON.stringify(all)).not.toContain(
      demoToken('default').slice(0, 12),
    );
  });
});

describe('PATCH /coverage', () => {
  it('lets owners decide what they see, and records it', async () => {
    const auditor = mockServices.auditor.mock();
    const success = jest.fn();
    const fail = jest.fn();
    auditor.createEvent.mockResolvedValue({ success, fail });
    const portal = await start({
      ...owner,
      sentry: { coverage: { applyExactMatches: true } },
      features: [auditor.factory],
    });
    await portal.compare();
    const dismissed = { ...app, decision: 'dismissed' };
    expect((await portal.decide(jonas, dismissed)).status).toBe(200);
    const asOwner = { who: jonas };
    expect((await portal.list('suggestions', asOwner)).items).toEqual([]);
    expect((await portal.list('dismissed', asOwner)).items).toHaveLength(1);
    await portal.decide(jonas, { ...app, decision: 'open' });
    expect((await portal.list('suggestions', asOwner)).items).toHaveLength(1);

    const ofOthers = await portal.decide(jonas, {
      entityRef: 'component:default/payments',
      project: 'default:acme/13',
      decision: 'accepted',
    });
    expect(ofOthers.status).toBe(404);
    expect(
      auditor.createEvent.mock.calls
        .map(([event]) => event)
        .filter(({ eventId }) => eventId === 'coverage-decide'),
    ).toMatchObject([
      { meta: { entity: app.entityRef, coverage: 'dismissed' } },
      { meta: { project: app.project, coverage: 'open' } },
      { meta: { entity: 'component:default/payments' } },
    ]);
    expect(fail).toHaveBeenCalledTimes(1);
  });

  it.each([
    [{ ...app, decision: 'maybe' }],
    [{ ...app, decision: 'accepted', more: 1 }],
    [{ entityRef: 'no ref', project: 'p', decision: 'accepted' }],
    [{}],
  ])('refuses %j', async body => {
    const portal = await start();
    await portal.compare();
    const { status } = await portal.decide('user:default/platform', body);
    expect(status).toBe(400);
  });

  it('is for users alone', async () => {
    const portal = await start();
    const { status } = await request(portal.server)
      .patch('/api/sentry/coverage')
      .set('authorization', mockCredentials.service.header())
      .send({ ...app, decision: 'accepted' });
    expect(status).toBe(403);
  });
});

describe('GET /coverage/matches', () => {
  it('is for services alone, and empty unless config asks for it', async () => {
    const portal = await start();
    await portal.compare();
    const { status } = await request(portal.server)
      .get('/api/sentry/coverage/matches')
      .set('authorization', mockCredentials.user.header());
    expect(status).toBe(403);
    expect(await portal.matches()).toEqual({
      items: [],
      comparedAt: expect.any(String),
    });
  });

  it('is for no service that may not read all of it', async () => {
    const subject = 'external:report';
    const portal = await start({ policy: { noInstances: [subject] } });
    const { status } = await request(portal.server)
      .get('/api/sentry/coverage/matches')
      .set(
        'authorization',
        mockCredentials.service.header({
          onBehalfOf: mockCredentials.service(subject),
          targetPluginId: 'sentry',
        }),
      );
    expect(status).toBe(403);
  });

  it('has exact matches that are not dismissed, and keeps them once they are applied', async () => {
    const entities = makeEntities();
    const portal = await start({
      entities,
      sentry: { coverage: { applyExactMatches: true } },
    });
    expect(await portal.matches()).toEqual({ items: [] });
    await portal.compare();
    const payments = {
      entityRef: 'component:default/payments',
      annotation: 'payments',
    };
    expect((await portal.matches()).items).toEqual([
      { entityRef: app.entityRef, annotation: 'storefront-ios' },
      payments,
    ]);

    // As the module of the catalog backend does it.
    entities[0] = ownedBy(
      team,
      component('app', 'storefront-ios', {
        ...at('acme/ios-app'),
        'sentry.io/generated': 'coverage',
      }),
    );
    await portal.compare();
    expect((await portal.matches()).items).toHaveLength(2);
    expect((await portal.list('suggestions')).items.map(inShort)).toEqual([
      'payments · payments · exact: slug team',
    ]);
    expect((await portal.list('matched')).items[0]).toMatchObject({
      entity: { ref: app.entityRef, isGenerated: true },
      suggestion: { confidence: 'exact' },
    });

    await portal.decide('user:default/platform', {
      ...app,
      decision: 'dismissed',
    });
    expect((await portal.matches()).items).toEqual([payments]);
  });
});
