import type { SentryIssue } from 'backstage-plugin-sentry-common';
import {
  captureWithSdk,
  demoToken,
  startEmulator,
  type Emulator,
} from 'backstage-plugin-sentry-emulator';
import request from 'supertest';
import { component, startPortal } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const capture = (sentry: Emulator, value: string) =>
  captureWithSdk({
    dsn: sentry.dsn('acme', 'shop-web'),
    events: [{ type: 'Error', value }],
  });

// Both count their issues alike: the first of each has the same number and short id.
const emulator = useEmulator(sentry => capture(sentry, 'of the one'));
let twin: Emulator;
beforeAll(async () => {
  twin = await startEmulator({ port: 0 });
  await capture(twin, 'of the other');
});
afterEach(() => twin.clearFaults());
afterAll(() => twin.close());

const one = 'default:acme/shop-web';
const other = 'twin:acme/shop-web';

async function start() {
  const instance = (name: string, { url: baseUrl }: Emulator) => ({
    name,
    baseUrl,
    organization: 'acme',
    auth: { type: 'token', token: demoToken('triage') },
  });
  const portal = await startPortal({
    emulator: emulator(),
    entities: [
      component('both', `shop-web, ${other}`),
      component('other', other),
      component('same', 'shop-web, mirror:acme/shop-web'),
    ],
    sentry: {
      token: demoToken('triage'),
      instances: [instance('twin', twin), instance('mirror', emulator())],
      triage: { enabled: true },
    },
  });
  const [{ id, shortId = '' }]: SentryIssue[] = (
    await portal.get('other', 'issues?query=')
  ).body.items;
  return { ...portal, id, shortId };
}

describe('an issue whose name two Sentrys have', () => {
  it('is really one: the same number and short id, on two servers', async () => {
    const { get, id, shortId } = await start();
    const { body } = await get('both', 'issues?query=');
    expect(body.items).toMatchObject([
      { id, shortId, project: { instance: expect.any(String) } },
      { id, shortId },
    ]);
    expect(new Set(body.items.map((item: SentryIssue) => item.value))).toEqual(
      new Set(['of the one', 'of the other']),
    );
  });

  it('is refused rather than guessed, by number, by short id and by event, and both are named', async () => {
    const { get, id, shortId } = await start();
    for (const path of [id, shortId, `${shortId}/events/latest`]) {
      const { status, body } = await get('both', `issues/${path}`);
      expect([status, body.error.code]).toEqual([400, 'QUERY_INVALID']);
      expect(body.error.message).toContain(one);
      expect(body.error.message).toContain(other);
      expect(body.error.action).toContain('`project`');
      expect(JSON.stringify(body)).not.toContain('of the o');
    }
  });

  it.each([
    [one, 'of the one'],
    [other, 'of the other'],
    // As answers name it: see `sentryProjectName`.
    ['twin:acme/11', 'of the other'],
  ])('is that of the project %s where it is asked for', async (name, value) => {
    const { get, shortId } = await start();
    const project = `project=${encodeURIComponent(name)}`;
    const { status, body } = await get('both', `issues/${shortId}?${project}`);
    expect([status, body.issue.value, body.problems]).toEqual([200, value, []]);
    const event = await get(
      'both',
      `issues/${shortId}/events/latest?${project}`,
    );
    expect(event.body.event.exceptions).toMatchObject([{ value }]);
  });

  it('stays refused where what is asked for fits both', async () => {
    const { get, shortId } = await start();
    const { status } = await get('both', `issues/${shortId}?project=shop-web`);
    expect(status).toBe(400);
  });

  it("is the entity's own where it has but one of them", async () => {
    const { get, shortId } = await start();
    const { status, body } = await get('other', `issues/${shortId}`);
    expect([status, body.issue.value]).toEqual([200, 'of the other']);
  });

  it('is shown with a warning while the other Sentry can not say whether it has one', async () => {
    const { get, shortId } = await start();
    await get('both', 'issues?query=');
    twin.addFault({ path: '/api/0/organizations/acme/issues/', status: 503 });
    const { status, body } = await get('both', `issues/${shortId}`);
    expect([status, body.issue.value]).toEqual([200, 'of the one']);
    expect(body.problems).toMatchObject([
      { code: 'UPSTREAM_UNAVAILABLE', project: { instance: 'twin' } },
    ]);
  });

  it('is one where both are one server under two names, also to be changed', async () => {
    const { get, server, path, id, shortId } = await start();
    const { status, body } = await get('same', `issues/${shortId}`);
    expect([status, body.issue.project.instance, body.problems]).toEqual([
      200,
      'default',
      [],
    ]);
    const changed = await request(server)
      .patch(path('same', `issues/${shortId}`))
      .send({ priority: 'low' });
    expect([changed.status, changed.body.items]).toMatchObject([
      200,
      [{ id, priority: 'low', project: { instance: 'default' } }],
    ]);
  });

  it('is changed in neither, unless it is said in which', async () => {
    const { server, path, get, id, shortId } = await start();
    const change = (query: string) =>
      request(server)
        .patch(path('both', `issues/${shortId}${query}`))
        .send({ priority: 'high' });
    const shown = await get('both', `issues/${shortId}`);
    const refused = await change('');
    expect([refused.status, refused.body.error]).toEqual([
      400,
      shown.body.error,
    ]);
    const { status, body } = await change(`?project=${other}`);
    expect([status, body.items]).toMatchObject([
      200,
      [{ id, project: { instance: 'twin' } }],
    ]);
    const changes = (sentry: Emulator) =>
      sentry.requests().filter(({ method }) => method === 'PUT').length;
    expect([changes(emulator()), changes(twin)]).toEqual([0, 1]);
  });
});
