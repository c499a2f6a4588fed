import { call } from '../../__testUtils__/call';
import { startEmulator } from '../../emulator';
import { captureWithSdk } from '../../sdk/capture';
import type { Emulator } from '../../types/Emulator';

const organization = '/api/0/organizations/acme';
const now = Date.UTC(2026, 10, 21);

describe('events as rows', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, clock: () => now });
    const common = { type: 'TypeError', fingerprint: ['one'] };
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'shop-web'),
      events: [
        {
          ...common,
          value: 'a',
          user: '7',
          time: now - 3_000,
          tags: { shop: 'north' },
        },
        {
          ...common,
          value: 'a',
          user: '8',
          time: now - 2_000,
          eventId: 'b'.repeat(32),
        },
        { message: 'Odd', level: 'warning', time: now - 1_000 },
      ],
    });
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'checkout'),
      events: [{ type: 'RangeError', value: 'b', time: now - 4_000 }],
    });
  });
  afterAll(() => emulator.close());

  const table = async (params: [string, string][]) =>
    call(
      emulator,
      `${organization}/events/?${new URLSearchParams([['statsPeriod', '24h'], ...params])}`,
    );

  it('have the columns asked for, an id and a project', async () => {
    const { body } = await table([
      ['field', 'title'],
      ['field', 'timestamp'],
      ['field', 'issue.id'],
      ['field', 'shop'],
      ['field', 'tags[shop]'],
      ['sort', '-timestamp'],
      ['query', 'error.type:TypeError'],
    ]);
    const issue = Number(emulator.issues('acme', 'shop-web')[0].id);
    expect(body.data).toEqual([
      {
        id: 'b'.repeat(32),
        'project.name': 'shop-web',
        title: 'TypeError: a',
        timestamp: '2026-11-20T23:59:58+00:00',
        'issue.id': issue,
        shop: null,
        'tags[shop]': null,
      },
      expect.objectContaining({
        timestamp: '2026-11-20T23:59:57+00:00',
        shop: 'north',
        'tags[shop]': 'north',
      }),
    ]);
    expect(body.meta.fields).toMatchObject({
      title: 'string',
      timestamp: 'date',
      'issue.id': 'integer',
      id: 'string',
    });
  });

  it('are grouped by the columns beside a function', async () => {
    const { body } = await table([
      ['field', 'project'],
      ['field', 'count()'],
      ['field', 'count_unique(user)'],
      ['field', 'last_seen()'],
      ['sort', '-count'],
    ]);
    expect(body.data).toEqual([
      {
        project: 'shop-web',
        'count()': 3,
        'count_unique(user)': 2,
        'last_seen()': '2026-11-20T23:59:59+00:00',
      },
      {
        project: 'checkout',
        'count()': 1,
        'count_unique(user)': 0,
        'last_seen()': '2026-11-20T23:59:56+00:00',
      },
    ]);
  });

  it('come in pages', async () => {
    const page = [
      ['field', 'title'],
      ['per_page', '3'],
    ] satisfies [string, string][];
    const first = await table(page);
    expect(first.body.data).toHaveLength(3);
    const cursor = /results="true"; cursor="([^"]+)"/.exec(first.headers.link);
    const second = await table([...page, ['cursor', cursor?.[1] ?? '']]);
    expect(second.body.data).toHaveLength(1);
  });

  it('are empty for what is never sent', async () => {
    const rows = await table([
      ['dataset', 'spans'],
      ['field', 'span.op'],
    ]);
    expect([rows.status, rows.body.data]).toEqual([200, []]);
    const total = await table([
      ['dataset', 'spans'],
      ['field', 'count()'],
    ]);
    expect(total.body.data).toEqual([{ 'count()': 0 }]);
  });

  it.each([
    ['', 'No columns selected'],
    ['field=wrong()', 'wrong() is not a valid function'],
    [
      'field=title&sort=-timestamp',
      'Cannot sort by a field that is not selected.',
    ],
    ['field=title&dataset=nothing', 'dataset must be one of: '],
  ])('are refused for %p', async (query, detail) => {
    const { status, body } = await call(
      emulator,
      `${organization}/events/?${query}`,
    );
    expect(status).toBe(400);
    expect(body.detail).toContain(detail);
  });

  it('can be asked about beforehand, though errors are not looked into', async () => {
    const validate = (query: string) =>
      call(emulator, `${organization}/events/validate/?${query}`);
    const errors = await validate('dataset=errors&field=whatever');
    expect([errors.status, errors.body]).toMatchObject([
      200,
      {
        valid: true,
        dataset: [{ name: 'errors', valid: true }],
        field: [],
        query: { valid: true, error: null, fields: [] },
      },
    ]);
    const unknown = await validate('dataset=nothing&field=title');
    expect([unknown.status, unknown.body]).toMatchObject([
      400,
      { valid: false, dataset: [{ name: 'nothing', valid: false }] },
    ]);
    const spans = await validate('dataset=spans&field=made.up');
    expect([spans.status, spans.body]).toMatchObject([
      400,
      {
        valid: false,
        field: [{ name: 'made.up', valid: false, error: 'Unknown attribute' }],
      },
    ]);
  });

  it('of one project are listed and shown by its own paths', async () => {
    const events = '/api/0/projects/acme/shop-web/events/';
    const list = await call(emulator, events);
    expect(list.body.map(({ title }: { title: string }) => title)).toEqual([
      'Odd',
      'TypeError: a',
      'TypeError: a',
    ]);
    const full = await call(emulator, `${events}?full=true`);
    expect(full.body[1].entries).not.toHaveLength(0);
    const dashed = 'bbbbbbbb-bbbb-bbbb-bbbb-bbbbbbbbbbbb';
    for (const id of ['b'.repeat(32), dashed]) {
      const { body } = await call(emulator, `${events}${id}/`);
      expect(body).toMatchObject({
        id: 'b'.repeat(32),
        title: 'TypeError: a',
        nextEventID: null,
        previousEventID: list.body[2].id,
      });
    }
    const elsewhere = await call(
      emulator,
      `/api/0/projects/acme/checkout/events/${'b'.repeat(32)}/`,
    );
    expect([elsewhere.status, elsewhere.body]).toEqual([
      404,
      { detail: 'Event not found' },
    ]);
    const foreign = '/api/0/projects/umbrella/hive/events/';
    expect((await call(emulator, foreign)).status).toBe(403);
  });
});
