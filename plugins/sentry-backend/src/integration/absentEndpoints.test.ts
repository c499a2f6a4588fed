import {
  captureWithSdk,
  startEmulator,
  type Emulator,
  type EmulatorOptions,
} from 'backstage-plugin-sentry-emulator';
import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { component, startPortal } from '../__testUtils__/startPortal';

const entities = [
  component('shop-web', 'shop-web'),
  component('checkout', 'checkout'),
  component('both', 'shop-web, checkout'),
];

/** Servers that lack what Sentry's own pages show, and what answers say of it then. */
const servers: [
  kind: string,
  options: EmulatorOptions,
  answers: Record<string, object>,
  ownerRules: Record<string, boolean | undefined>,
][] = [
  [
    'Sentry as it is hosted by others, of before the workflow engine',
    { dialect: 'self-hosted' },
    {
      alerts: { supported: true, items: [] },
      monitors: { supported: true, items: [] },
      analysis: { supported: false, pullRequests: [] },
    },
    { 'shop-web': true, checkout: false, both: false },
  ],
  [
    'GlitchTip',
    { dialect: 'glitchtip' },
    {
      alerts: { supported: true, items: [] },
      monitors: { supported: false, items: [] },
      analysis: { supported: false, pullRequests: [] },
    },
    { 'shop-web': undefined, checkout: undefined, both: undefined },
  ],
  [
    'Sentry without releases, sessions and members',
    { without: ['releases', 'sessions', 'members', 'committers'] },
    {
      alerts: { supported: true, items: [] },
      monitors: { supported: true, items: [] },
      analysis: { supported: true, status: 'none' },
    },
    { 'shop-web': true, checkout: false, both: false },
  ],
];

describe.each(servers)('%s', (_, options, answers, ownerRules) => {
  let server: Emulator;
  beforeAll(async () => {
    server = await startEmulator({ port: 0, ...options });
    await captureWithSdk({
      dsn: server.dsn('acme', 'shop-web'),
      events: [{ type: 'Error', value: 'one' }],
    });
  });
  afterAll(() => server.close());

  const start = () =>
    startPortal({ emulator: server, entities, sentry: { instances: [] } });

  it('leaves out what it lacks, without a problem', async () => {
    const portal = await start();
    const [{ id }] = server.issues('acme', 'shop-web');
    const issue = `issues/${id}`;
    const routes = {
      summary: 'summary',
      issue,
      alerts: 'alerts',
      monitors: 'monitors',
      activity: `${issue}/activity`,
      links: `${issue}/links`,
      analysis: `${issue}/analysis`,
    };
    for (const [name, route] of Object.entries(routes)) {
      const { status, body } = await portal.get('shop-web', route);
      expect([name, status, body.problems, body.partial]).toEqual([
        name,
        200,
        [],
        undefined,
      ]);
      expect(body).toMatchObject(answers[name] ?? {});
    }
    const { body } = await portal.get('shop-web', routes.links);
    expect(body).toMatchObject({ owners: [], tickets: [] });
    const absent = ['replays', 'feedback', 'similar'];
    expect(absent.filter(part => Object.hasOwn(body, part))).toEqual([]);
  });

  it('has an owner rule where it says so for each project, and no fact where it does not', async () => {
    const portal = await start();
    const query = new URLSearchParams(
      Object.keys(ownerRules).map(name => [
        'entityRef',
        `component:default/${name}`,
      ]),
    );
    const { body } = await request(portal.server)
      .get(`/api/sentry/summaries?${query}&facts=true`)
      .set('authorization', mockCredentials.user.header());
    const found = body.items.map(
      (item: { summary: { facts: { hasOwnerRule?: boolean } } }) =>
        item.summary.facts.hasOwnerRule,
    );
    expect(found).toEqual(Object.values(ownerRules));
  });
});
