import {
  captureIssues,
  idsOf,
  startTriagePortal,
} from '../__testUtils__/triagePortal';
import { useEmulator } from '../__testUtils__/useEmulator';

describe.each([
  ['configured', { server: 'glitchtip' }],
  ['found out', {}],
])('a GlitchTip that is %s', (_, server) => {
  const emulator = useEmulator(captureIssues, { dialect: 'glitchtip' });
  const start = () =>
    startTriagePortal({ emulator: emulator(), sentry: server });

  it('changes the status of issues, one and several, and only that', async () => {
    const portal = await start();
    const [one, two] = idsOf(emulator(), 'shop-web');
    // What kind of server it is shows in the first list.
    const list = await portal.get('web', 'issues');
    expect(list.body.items[0]).toMatchObject({ status: 'unresolved' });
    expect(list.body.items[0]).not.toHaveProperty('isUnreviewed');
    const advice = await portal.advice('web');
    expect(advice.body).toMatchObject({
      allowed: true,
      items: [{ fields: ['status'], server: 'glitchtip' }],
    });
    for (const [route, body] of [
      [`issues/${one}`, { status: 'resolved' }],
      ['issues', { ids: [one, two], status: 'ignored' }],
    ] as const) {
      const answer = await portal.patch('web', route, body);
      expect([answer.status, answer.body.problems]).toEqual([200, []]);
      expect(
        answer.body.items.map((item: { status: string }) => item.status),
      ).toEqual(answer.body.items.map(() => body.status));
    }
    const refused = await portal.patch('web', `issues/${one}`, {
      priority: 'low',
    });
    expect([refused.status, refused.body.error.message]).toEqual([
      400,
      expect.stringContaining('GlitchTip'),
    ]);
  });
});
