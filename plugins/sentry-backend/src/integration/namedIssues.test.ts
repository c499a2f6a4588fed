import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import {
  component,
  issueCalls,
  startPortal,
  type Portal,
} from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const emulator = useEmulator(async sentry => {
  for (const [organization, project] of [
    ['acme', 'shop-web'],
    ['acme', 'checkout'],
    ['acme-eu', 'billing'],
  ]) {
    await captureWithSdk({
      dsn: sentry.dsn(organization, project),
      events: [{ type: 'Error', value: `Of ${project}` }],
    });
  }
});
const entities = [
  component('web', 'shop-web'),
  component('far', 'shop-web, eu:acme-eu/billing'),
  component('queried', 'shop-web, eu:acme-eu/billing', {
    'sentry.io/query': 'issue:SHOP-WEB-1',
  }),
];
let portal: Portal;
beforeAll(async () => {
  portal = await startPortal({ emulator: emulator(), entities });
});

const route = (query: string) => `issues?query=${encodeURIComponent(query)}`;
const shortIds = (body: { items: { shortId: string }[] }) =>
  body.items.map(({ shortId }) => shortId);

describe('a search for issues by short id', () => {
  it('finds them in the organization that has them, without a question to another', async () => {
    const { status, body } = await portal.get('far', route('issue:SHOP-WEB-1'));
    expect([status, shortIds(body)]).toEqual([200, ['SHOP-WEB-1']]);
    expect([body.problems, body.totalItems]).toEqual([[], 1]);
    expect(issueCalls(emulator())).toHaveLength(1);
  });

  it('finds them in several organizations', async () => {
    const { body } = await portal.get(
      'far',
      route('issue:[SHOP-WEB-1,BILLING-1]'),
    );
    expect(shortIds(body).sort()).toEqual(['BILLING-1', 'SHOP-WEB-1']);
    expect(body.problems).toEqual([]);
    expect(
      issueCalls(emulator())
        .map(query => query.get('query'))
        .sort(),
    ).toEqual(['issue:[BILLING-1]', 'issue:[SHOP-WEB-1]']);
  });

  it('counts them for the summary', async () => {
    const { status, body } = await portal.get('queried', 'summary');
    expect([status, body.unresolved, body.problems]).toEqual([200, 1, []]);
  });

  /** All of an answer, except for its time. */
  const answerTo = async (entity: string, query: string) => {
    const { status, body } = await portal.get(entity, route(query));
    const { fetchedAt: _, ...rest } = body;
    return JSON.stringify([status, rest]).replaceAll(
      encodeURIComponent(query).replaceAll('%20', '+'),
      '<query>',
    );
  };

  it.each([
    'issue:X',
    '!issue:X',
    'issue:[SHOP-WEB-1,X]',
    'issue:"X" Of',
    'issue:!=X',
    '"issue":X',
    '"b"issue:X',
    'Of"b"issue:X',
    'level:[error]issue:X',
    'level:"error"issue:X',
    '!level:[info]!issue:X',
    'tags[issue]:X',
    '!tags[issue]:X',
    'tags[issue]:[X]',
    'issue:[SHOP-WEB-1]issue:X',
    'issue:"SHOP-WEB-1"!issue:X',
    '"a\\"issue:X',
    'issue:SHOP-WEB-1 OR issue:X',
    '(issue:X)',
    'issue:X\t',
    'X',
    '"X"',
  ])(
    'does not tell by %s whether another project has an issue of that name',
    async query => {
        const asked = (name: string) => query.replaceAll('X', name);
      for (const entity of ['web', 'far']) {
        const [there, not] = await Promise.all(
          ['CHECKOUT-1', 'CHECKOUT-9'].map(async name =>
            (await answerTo(entity, asked(name))).replaceAll(name, 'X'),
          ),
        );
        expect(there).toBe(not);
      }
    },
  );

  it('does not tell by the id of an event whether another project has it', async () => {
    const [theirs] = emulator().issues('acme', 'checkout');
    const [ours] = emulator().issues('acme', 'shop-web');
    const ids = [theirs, ours].map(({ latestEventId }) => latestEventId);
    const [there, own, not] = await Promise.all(
      [...ids, 'd'.repeat(32)].map(async id =>
        (await answerTo('web', id)).replaceAll(id, 'X'),
      ),
    );
    expect(there).toBe(not);
    expect(own).toContain('SHOP-WEB-1');
  });

  it('does not tell the author of an annotation either', async () => {
    const probed = await startPortal({
      emulator: emulator(),
      entities: ['CHECKOUT-1', 'CHECKOUT-9'].map((name, index) =>
        component(`probe-${index}`, 'shop-web', {
          'sentry.io/query': `level:[error]issue:${name}`,
        }),
      ),
    });
    for (const path of ['issues', 'summary']) {
      const [there, not] = await Promise.all(
        [0, 1].map(index => probed.get(`probe-${index}`, path)),
      );
      expect([there.status, there.body.error]).toEqual([
        not.status,
        not.body.error,
      ]);
    }
  });

  it("says in Sentry's words that one of the entity's own is gone", async () => {
    const { status, body } = await portal.get(
      'web',
      route('issue:[SHOP-WEB-1,SHOP-WEB-ZZ]'),
    );
    expect([status, body.error.code]).toEqual([400, 'QUERY_INVALID']);
    expect(body.error.message).toContain("'SHOP-WEB-ZZ'");
  });
});
