import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import { distinctErrors } from '../__testUtils__/sdkEvents';
import { component, startPortal } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const emulator = useEmulator(sentry =>
  captureWithSdk({
    dsn: sentry.dsn('acme', 'shop-web'),
    events: distinctErrors(3, { name: 'shop' }),
  }),
);

// `yarn functions` counts what 0, 1 and 2 requests enter.
const requests = Number(process.env.LIST_REQUESTS ?? 2);

it('answers a second request as the first, without asking Sentry', async () => {
  const portal = await startPortal({
    emulator: emulator(),
    entities: [component('shop-web', 'shop-web')],
  });
  const answers = [];
  for (let i = 0; i < requests; i++) {
    answers.push((await portal.get('shop-web', 'issues')).body);
  }
  expect(answers.map(({ items }) => items.length)).toEqual(
    Array(requests).fill(3),
  );
  expect(answers[1]).toEqual(requests > 1 ? answers[0] : undefined);
  // Ids of the organization's projects, and the list.
  expect(emulator().requests()).toHaveLength(requests ? 2 : 0);
});
