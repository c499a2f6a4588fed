import { put } from '../../__testUtils__/api';
import { call } from '../../__testUtils__/call';
import { startEmulator } from '../../emulator';
import { captureWithSdk } from '../../sdk/capture';
import type { Emulator } from '../../types/Emulator';

const issues = '/api/0/organizations/acme/issues/';

describe('a change of several issues', () => {
  let emulator: Emulator;
  let web: string[];
  let pay: string[];
  beforeEach(async () => {
    emulator = await startEmulator({ port: 0 });
    for (const [project, values] of [
      ['shop-web', ['one', 'two']],
      ['payments', ['three']],
    ] as const) {
      await captureWithSdk({
        dsn: emulator.dsn('acme', project),
        events: values.map(value => ({
          type: 'Error',
          value,
          release: `${project}@1.0.0`,
        })),
      });
    }
    const idsOf = (project: string) =>
      emulator.issues('acme', project).map(({ id }) => id);
    web = idsOf('shop-web');
    pay = idsOf('payments');
  });
  afterEach(() => emulator.close());

  const statuses = async () =>
    Promise.all(
      [...web, ...pay].map(
        async id => (await call(emulator, `${issues}${id}/`)).body.status,
      ),
    );

  it('is answered with what has changed alone', async () => {
    const { status, body } = await put(
      emulator,
      `${issues}?id=${web[0]}&id=${pay[0]}`,
      { status: 'resolved', assignedTo: 'user:501', priority: 'low' },
    );
    expect([status, body]).toEqual([
      200,
      {
        status: 'resolved',
        statusDetails: {},
        priority: 'low',
        assignedTo: {
          type: 'user',
          id: '501',
          name: 'Ada Park',
          email: 'ada@example.com',
        },
      },
    ]);
    expect(await statuses()).toEqual(['resolved', 'unresolved', 'resolved']);
  });

  it('passes over issues that are out of reach, and says 204 where none is left', async () => {
    const foreign = await put(emulator, `${issues}?id=99999`, {
      status: 'resolved',
    });
    expect([foreign.status, foreign.text]).toEqual([204, '']);
    const other = await put(
      emulator,
      `${issues}?id=${web[0]}&id=${pay[0]}&project=payments`,
      { status: 'resolved' },
    );
    expect(other.status).toBe(200);
    expect(await statuses()).toEqual(['unresolved', 'unresolved', 'resolved']);
  });

  it('without ids is one of all that the search finds, by default what is unresolved', async () => {
    await put(emulator, `${issues}?project=shop-web&query=two`, {
      status: 'ignored',
      substatus: 'archived_forever',
    });
    expect(await statuses()).toEqual(['unresolved', 'ignored', 'unresolved']);
    await put(emulator, issues, { status: 'resolved' });
    expect(await statuses()).toEqual(['resolved', 'ignored', 'resolved']);
  });

  it('without ids can be one of the status alone', async () => {
    const refused = await put(emulator, issues, { priority: 'low' });
    expect(refused.status).toBe(400);
  });

  it('with something else than numbers is more than Sentry can take', async () => {
    const odd = await put(emulator, `${issues}?id=abc`, { status: 'resolved' });
    expect([odd.status, odd.body.detail]).toEqual([500, 'Internal Error']);
  });

  it('by ids that find nothing falls back to the search on servers of January 2025', async () => {
    const old = await startEmulator({
      port: 0,
      dialect: 'self-hosted',
      bulkUpdateFallsBack: true,
    });
    await captureWithSdk({
      dsn: old.dsn('acme', 'shop-web'),
      events: [{ type: 'Error', value: 'one' }],
    });
    const [{ id }] = old.issues('acme', 'shop-web');
    const status = async () => (await call(old, `${issues}${id}/`)).body.status;
    const body = { status: 'resolved' };
    const query = 'query=issue.id:[99999]';
    const none = await put(old, `${issues}?id=99999&${query}`, body);
    expect([none.status, await status()]).toEqual([204, 'unresolved']);
    const all = await put(old, `${issues}?id=99999`, body);
    expect([all.status, await status()]).toEqual([200, 'resolved']);
    await old.close();
  });

  it('in a release is of one project', async () => {
    const body = { status: 'resolvedInNextRelease' };
    const refused = await put(
      emulator,
      `${issues}?id=${web[0]}&id=${pay[0]}`,
      body,
    );
    expect([refused.status, typeof refused.body.detail]).toEqual([
      400,
      'string',
    ]);
    expect(await statuses()).not.toContain('resolved');
    const done = await put(
      emulator,
      `${issues}?id=${web[0]}&id=${web[1]}`,
      body,
    );
    expect(done.body).toEqual({
      status: 'resolved',
      statusDetails: { inNextRelease: true },
    });
  });

  it('of a project leaves the others alone', async () => {
    await put(emulator, '/api/0/projects/acme/payments/issues/', {
      status: 'resolved',
    });
    expect(await statuses()).toEqual(['unresolved', 'unresolved', 'resolved']);
  });
});
