import {
  captureWithSdk,
  type SdkEvent,
} from 'backstage-plugin-sentry-emulator';
import {
  component,
  issueCalls,
  startPortal,
} from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const HOUR = 60 * 60_000;

/** Events of one issue, so many hours ago, each by the user at its place. */
function events(
  name: string,
  hours: number[],
  users: (string | undefined)[],
  release?: string,
): SdkEvent[] {
  return hours.map((ago, index) => ({
    type: name,
    value: name,
    fingerprint: [name],
    time: Date.now() - ago * HOUR,
    user: users[index],
    ...(release && { release }),
  }));
}

const users = (count: number) =>
  Array.from({ length: count }, (_, index) => `user-${index}`);

// Two organizations, and in each order another one of theirs is first.
const emulator = useEmulator(async sentry => {
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'checkout'),
    events: [
      ...events('Latest', [30, 1], ['ada', 'jonas']),
      ...events('MostEvents', [40, 39, 38, 37, 20], Array(5).fill('ada')),
    ],
  });
  await captureWithSdk({
    dsn: sentry.dsn('acme-eu', 'billing'),
    events: [
      ...events('Newest', [3], []),
      ...events('MostUsers', [41, 40, 25], ['ada', 'jonas', 'mei']),
    ],
  });
  // Before the default window: these are of the search alone.
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'checkout'),
    events: [
      ...events('Loud', [504], ['ada'], '2.0.0'),
      ...events('Loud', [500, 499, 498, 497, 496], users(5), '1.0.0'),
    ],
  });
  await captureWithSdk({
    dsn: sentry.dsn('acme-eu', 'billing'),
    events: events('Quiet', [503, 502, 501], users(3), '2.0.0'),
  });
});

describe('sorting', () => {
  it.each([
    ['date', ['Latest', 'Newest', 'MostEvents', 'MostUsers']],
    ['new', ['Newest', 'Latest', 'MostEvents', 'MostUsers']],
    ['freq', ['MostEvents', 'MostUsers', 'Latest', 'Newest']],
    ['user', ['MostUsers', 'Latest', 'MostEvents', 'Newest']],
  ])(
    'by %s has Sentry sort each organization, and merges them in that order',
    async (sort, expected) => {
      const portal = await startPortal({
        emulator: emulator(),
        entities: [component('both', 'checkout, eu:acme-eu/billing')],
      });
      const { body } = await portal.get('both', `issues?sort=${sort}`);
      expect(body.items.map(({ type }: { type: string }) => type)).toEqual(
        expected,
      );
      expect(issueCalls(emulator()).map(asked => asked.getAll('sort'))).toEqual(
        [[sort], [sort]],
      );
    },
  );

  it.each(['date', 'freq', 'user'])(
    'by %s goes by the events that the search matches, and shows those',
    async sort => {
      const portal = await startPortal({
        emulator: emulator(),
        entities: [component('both', 'checkout, eu:acme-eu/billing')],
      });
      const { body } = await portal.get(
        'both',
        `issues?sort=${sort}&statsPeriod=90d&query=release:2.0.0`,
      );
      expect(body.items).toMatchObject([
        { type: 'Quiet', count: 3, userCount: 3, lifetime: { count: 3 } },
        { type: 'Loud', count: 1, userCount: 1, lifetime: { count: 6 } },
      ]);
    },
  );
});
