import { ConfigReader } from '@backstage/config';
import { defaultWorld, type Emulator } from 'backstage-plugin-sentry-emulator';
import { allowLoopbackFetch } from 'backstage-plugin-sentry-node/testUtils';
import { projectSchema } from '../client/projects';
import {
  configOf,
  failureOf,
  provisioningScopes,
  runAction,
  startSentry,
  token,
  writesOf,
  type Checkpoints,
} from '../__testUtils__/runAction';
import { createSentryCreateProjectAction } from './createProject';

const input = { organizationSlug: 'acme', teamSlug: 'money', name: 'Cart' };

describe('sentry:project:create', () => {
  allowLoopbackFetch();
  let emulator: Emulator;
  let config: ConfigReader;

  const create = (
    more: Parameters<typeof runAction>[1] = {},
    options: Parameters<typeof runAction>[2] = {},
  ) =>
    runAction(
      createSentryCreateProjectAction({ config }),
      { ...input, ...more },
      options,
    );

  beforeEach(async () => {
    ({ emulator, config } = await startSentry());
  });
  afterEach(() => emulator.close());

  it('returns what a service needs to be registered', async () => {
    expect(await create()).toMatchObject({
      id: '42',
      created: true,
      projectSlug: 'cart',
      projectUrl: `${emulator.url}/organizations/acme/issues/?project=42`,
      annotation: 'acme/cart',
      dsn: emulator.dsn('acme', 'cart'),
    });
  });

  it('fails where the slug is taken, and says what to do', async () => {
    expect(await failureOf(create({ slug: 'checkout' }))).toEqual({
      name: 'ConflictError',
      message: expect.stringMatching(
        /^Can't create the project "checkout": Sentry \(127\.0\.0\.1:\d+\) answered 409\. A project with this slug already exists\. Choose another slug, or set ifExists: reuse/,
      ),
    });
  });

  it('takes the project that the team has already', async () => {
    const reuse = { name: 'Check out', slug: 'checkout', ifExists: 'reuse' };
    expect(await create(reuse)).toMatchObject({
      id: '12',
      created: false,
      annotation: 'acme/checkout',
      dsn: emulator.dsn('acme', 'checkout'),
    });
    expect(writesOf(emulator)).toEqual([]);
    expect(await create({ ifExists: 'reuse' })).toMatchObject({
      created: true,
      projectSlug: 'cart',
    });
    expect(await create({ ifExists: 'reuse' })).toMatchObject({
      created: false,
      projectSlug: 'cart',
    });
  });

  it('does not take the project of another team', async () => {
    const { name, message } = await failureOf(
      create({ slug: 'shop-web', ifExists: 'reuse' }),
    );
    expect(name).toBe('ConflictError');
    expect(message).toContain('does not belong to the team "money"');
  });

  it('creates the team where it is asked to', async () => {
    const { name, message } = await failureOf(create({ teamSlug: 'fresh' }));
    expect(name).toBe('NotFoundError');
    expect(message).toContain('set createTeam: true');
    emulator.clearRequests();
    await create({ teamSlug: 'fresh', createTeam: true });
    await create({ teamSlug: 'fresh', createTeam: true, name: 'Second' });
    expect(writesOf(emulator)).toEqual([
      'POST /api/0/organizations/acme/teams/ 201',
      'POST /api/0/teams/acme/fresh/projects/ 201',
      'POST /api/0/teams/acme/fresh/projects/ 201',
    ]);
  });

  it('leaves out the default alert where the template says so', async () => {
    const alertsOf = async (id: string) => {
      const answer = await fetch(
        `${emulator.url}/api/0/organizations/acme/workflows/?project=${id}`,
        { headers: { Authorization: `Bearer ${token}` } },
      );
      return ((await answer.json()) as unknown[]).length;
    };
    expect(await alertsOf((await create()).id)).toBe(1);
    const { id } = await create({ name: 'Quiet', defaultRules: false });
    expect(await alertsOf(id)).toBe(0);
  });

  it.each([
    [{ platform: 'no platform!' }, 'platform: Invalid platform'],
    [{ slug: '123' }, 'slug: Enter a valid slug'],
    [{ name: 'x'.repeat(51) }, 'no more than 50 characters'],
  ])('passes on what Sentry says of %j', async (wrong, words) => {
    const { name, message } = await failureOf(create(wrong));
    expect(name).toBe('InputError');
    expect(message).toContain(words);
  });

  it.each([
    ['javascript_react', 'Did you mean "javascript-react"?'],
    ['Node', 'Did you mean "node"?'],
    ['Spring-Boot', 'Did you mean "java-spring-boot"?'],
    ['no platform at all!', 'See https://docs.sentry.io/platforms/.'],
  ])('says what is meant by the platform %s', async (platform, advice) => {
    const { message } = await failureOf(create({ platform }));
    expect(message).toContain(
      `platform: Invalid platform. "${platform}" is not in Sentry's list of platforms. ${advice}`,
    );
    const logged: string[] = [];
    await create(
      { platform },
      { isDryRun: true, onLog: line => logged.push(line) },
    );
    expect(logged.join()).toContain(advice);
  });

  it('leaves it to Sentry whether a platform is new', async () => {
    expect(await create({ platform: 'node-of-tomorrow' })).toMatchObject({
      result: { platform: 'node-of-tomorrow' },
    });
  });

  it('names the scope that the token lacks', async () => {
    emulator.addToken({
      token,
      scopes: ['project:read'],
      organizations: ['acme'],
    });
    const { name, message } = await failureOf(create());
    expect(name).toBe('NotAllowedError');
    expect(message).toContain(
      'The token lacks a scope: it needs project:write',
    );
    expect(message).toContain('add it to scaffolder.sentry.token');
    expect(message).not.toContain(token);
  });

  it('says which settings keep members from creating projects', async () => {
    await emulator.close();
    const world = defaultWorld();
    Object.assign(world.organizations[0], { memberProjectCreation: false });
    ({ emulator, config } = await startSentry({ world, user: '502' }));
    const disabled = await failureOf(create());
    expect(disabled.message).toContain(
      'Your organization has disabled this feature for members. ',
    );
    expect(disabled.message).toContain('"Let Members Create Projects"');
    const outside = await failureOf(create({ teamSlug: 'storefront' }));
    expect(outside.message).toContain(
      'its membership is not open and the user is not in the team "storefront"',
    );
  });

  it('says who refuses a token', async () => {
    const refused = await failureOf(create({ authToken: 'b'.repeat(64) }));
    expect(refused.name).toBe('AuthenticationError');
    expect(refused.message).toContain('check the input authToken');
  });

  it('keeps iterations of one step apart', async () => {
    const checkpoints: Checkpoints = new Map();
    const first = await create({}, { checkpoints, each: { key: 0, value: 1 } });
    const again = await create({}, { checkpoints, each: { key: 1, value: 2 } });
    expect([first.projectSlug, again.projectSlug]).toEqual(['cart', 'cart-2']);
    const other = await create({ name: 'Basket' }, { checkpoints });
    expect(other.projectSlug).toBe('basket');
    expect([...checkpoints].join()).not.toContain(token);
  });

  it('creates nothing twice where the answer was lost', async () => {
    const path = '/api/0/teams/acme/money/projects/';
    const checkpoints: Checkpoints = new Map();
    emulator.addFault({ path, method: 'POST', body: 'truncated', times: 1 });
    const lost = await failureOf(create({}, { checkpoints }));
    expect(lost.name).toBe('ServiceUnavailableError');
    expect(await create({}, { checkpoints })).toMatchObject({
      projectSlug: 'cart',
      created: true,
    });
    expect(await create({}, { checkpoints })).toMatchObject({ id: '42' });
    expect(writesOf(emulator)).toEqual([`POST ${path} 201`]);
  });

  it('finds what it created in a team of many projects, too', async () => {
    await emulator.close();
    const world = defaultWorld();
    const [acme] = world.organizations;
    const money = acme.teams?.find(({ slug }) => slug === 'money');
    for (let id = 1000; id < 1120; id += 1) {
      const slug = `a-${id}`;
      acme.projects.push({ id: `${id}`, slug, name: slug, platform: 'node' });
      money?.projects.push(slug);
    }
    ({ emulator, config } = await startSentry({ world }));
    const path = '/api/0/teams/acme/money/projects/';
    const checkpoints: Checkpoints = new Map();
    emulator.addFault({ path, method: 'POST', body: 'truncated', times: 1 });
    await failureOf(create({}, { checkpoints }));
    expect(await create({}, { checkpoints })).toMatchObject({ created: true });
    expect(writesOf(emulator)).toHaveLength(1);
  });

  const nested = (depth: number) =>
    JSON.parse(`${'{"a":'.repeat(depth)}"b"${'}'.repeat(depth)}`);
  it.each([
    ['echoes the token', { detail: `Invalid token ${token}` }, '[removed]'],
    ['is nested', nested(8), 'answered 400. a: b. '],
    ['is nested deep', nested(500), 'answered 400. Correct the input'],
    [
      'names fields as objects name their parts',
      JSON.parse('{"__proto__":["no"],"constructor":["nor this"]}'),
      'answered 400. __proto__: no constructor: nor this. ',
    ],
  ])('fails in plain words where the answer %s', async (_, detail, words) => {
    emulator.addFault({ method: 'POST', status: 400, detail });
    const { name, message } = await failureOf(create());
    expect(name).toBe('InputError');
    expect(message).toContain(words);
    expect(message).not.toContain(token);
  });

  it('reads an answer whose fields are named as those of every object', () => {
    const project = projectSchema.parse(
      JSON.parse(
        '{"id":"1","slug":"a","name":"a","__proto__":{"teams":[{"slug":"x"}]},"constructor":{"prototype":{"isPolluted":true}}}',
      ),
    );
    expect(project.teams).toBeUndefined();
    expect(Object.getPrototypeOf(project)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('isPolluted');
  });

  it('creates it at the second attempt where the first did not reach Sentry', async () => {
    const path = '/api/0/teams/acme/money/projects/';
    const checkpoints: Checkpoints = new Map();
    emulator.addFault({ path, method: 'POST', status: 503, times: 1 });
    const { message } = await failureOf(create({}, { checkpoints }));
    expect(message).toContain('answered 503');
    expect(await create({}, { checkpoints })).toMatchObject({ created: true });
  });

  it('asks nothing in a dry run, and says what it would do', async () => {
    const logged: string[] = [];
    const outputs = await create(
      { createTeam: true },
      { isDryRun: true, onLog: message => logged.push(message) },
    );
    expect(outputs).toMatchObject({
      projectSlug: 'cart',
      annotation: 'acme/cart',
      dsn: 'https://examplePublicKey@o0.ingest.sentry.io/0',
    });
    expect(logged).toEqual([
      'Dry run: would create the Sentry project acme/cart in the team money, and the team where there is none',
    ]);
    expect(emulator.requests()).toEqual([]);
  });

  it('follows no redirect and keeps to JSON and a size', async () => {
    emulator.addFault({ method: 'POST', body: 'html', times: 1 });
    expect((await failureOf(create())).message).toContain(
      'Unexpected Sentry response content type',
    );
    config = configOf({ url: `${emulator.url}/elsewhere` });
    expect((await failureOf(create())).name).not.toBe('Error');
  });

  it('creates in another instance with the token of that', async () => {
    const other = await startSentry();
    other.emulator.addToken({
      token: 'c'.repeat(64),
      scopes: provisioningScopes,
      organizations: ['acme-eu'],
    });
    config = new ConfigReader({
      sentry: { instances: [{ name: 'eu', baseUrl: other.emulator.url }] },
      scaffolder: {
        sentry: {
          token,
          apiBaseUrl: `${emulator.url}/api/0`,
          instances: { eu: { token: 'c'.repeat(64) } },
        },
      },
    });
    const eu = { organizationSlug: 'acme-eu', teamSlug: 'billing' };
    expect(await create({ ...eu, instance: 'eu' })).toMatchObject({
      annotation: 'eu:acme-eu/cart',
      dsn: other.emulator.dsn('acme-eu', 'cart'),
    });
    expect(emulator.requests()).toEqual([]);
    const unknown = await failureOf(create({ instance: 'us' }));
    expect(unknown.message).toBe(
      'Templates can\'t create anything in the Sentry instance "us": scaffolder.sentry.instances has no such key. It has eu.',
    );
    await other.emulator.close();
  });
});
