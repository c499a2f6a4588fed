import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import {
  component,
  issueCalls,
  startPortal,
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
const start = () => startPortal({ emulator: emulator(), entities });
const route = (query: string) => `issues?query=${encodeURIComponent(query)}`;
const shortIds = (body: { items: { shortId: string }[] }) =>
  body.items.map(({ shortId }) => shortId);

describe('a search for issues by short id', () => {
  it('finds them in the organization that has them, without a question to another', async () => {
    const portal = await start();
    const { status, body } = await portal.get('far', route('issue:SHOP-WEB-1'));
    expect([status, shortIds(body)]).toEqual([200, ['SHOP-WEB-1']]);
    expect([body.problems, body.totalItems]).toEqual([[], 1]);
    expect(issueCalls(emulator())).toHaveLength(1);
  });

  it('finds them in several organizations', async () => {
    const portal = await start();
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
    const portal = await start();
    const { status, body } = await portal.get('queried', 'summary');
    expect([status, body.unresolved, body.problems]).toEqual([200, 1, []]);
  });

  it.each(['issue:X', '!issue:X', 'issue:[SHOP-WEB-1,X]', 'issue:"X" Of'])(
    'does not tell by %s whether another project has an issue of that name',
    async query => {
      const portal = await start();
      const [there, not] = await Promise.all(
        ['CHECKOUT-1', 'CHECKOUT-ZZ'].map(async name => {
          const { status, body } = await portal.get(
            'web',
            route(query.replace('X', name)),
          );
          const { items, totalItems, problems } = body;
          return { status, items, totalItems, problems };
        }),
      );
      expect(there).toEqual(not);
      expect(there.status).toBe(200);
    },
  );

  it("says in Sentry's words that one of the entity's own is gone", async () => {
    const portal = await start();
    const { status, body } = await portal.get(
      'web',
      route('issue:[SHOP-WEB-1,SHOP-WEB-ZZ]'),
    );
    expect([status, body.error.code]).toEqual([400, 'QUERY_INVALID']);
    expect(body.error.message).toContain("'SHOP-WEB-ZZ'");
  });
});
