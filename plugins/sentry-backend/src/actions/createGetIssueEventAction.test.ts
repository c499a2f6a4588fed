import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import { sizeOf, startAgentPortal } from '../__testUtils__/agentPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const MINUTE = 60_000;
const eventId = (digit: string) => digit.repeat(32);

/** An error with a long stack of long names. */
function deepError(): Error {
  const error = new Error('"漢字\\"'.repeat(500));
  const frames = Array.from(
    { length: 60 },
    (_, index) =>
      `    at ${'f'.repeat(300)}${index} (/srv/${'目录'.repeat(100)}/${index}.js:${index + 1}:1)`,
  );
  error.stack = [`Error: ${error.message}`, ...frames].join('\n');
  return error;
}

const emulator = useEmulator(async sentry => {
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'shop-web'),
    events: ['1', '2', '3'].map((digit, index) => ({
      error: new TypeError('No total'),
      eventId: eventId(digit),
      time: Date.now() - (30 - index) * MINUTE,
      fingerprint: ['no-total'],
    })),
  });
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'payments'),
    events: [
      {
        error: deepError(),
        tags: Object.fromEntries(
          Array.from({ length: 40 }, (_, index) => [
            `tag${index}`,
            '漢'.repeat(190),
          ]),
        ),
        breadcrumbs: Array.from({ length: 50 }, () => ({
          category: 'step',
          message: '漢'.repeat(500),
          secondsBefore: 1,
        })),
      },
    ],
  });
});
const start = () => startAgentPortal({ emulator: emulator() });

describe('get-issue-event', () => {
  it.each([
    [undefined, '3', '2'],
    ['latest', '3', '2'],
    ['oldest', '1', undefined],
    [eventId('2').toUpperCase(), '2', '1'],
  ])('reads the event %s', async (event, id, previous) => {
    const portal = await start();
    const [{ shortId }] = emulator().issues('acme', 'shop-web');
    const { output, error } = await portal.invoke('get-issue-event', {
      entityRef: 'web',
      issue: shortId,
      ...(event && { event }),
    });
    expect(error).toBe('');
    expect(output.event.id).toBe(eventId(id));
    expect(output.event.previous).toBe(previous && eventId(previous));
    expect(output.untrusted).toContain('Exception: TypeError: No total');
    expect(output.codeLinks[0].url).toContain('https://github.com/acme/shop/');
  });

  it('stays below 24 kB, and says how much is left out', async () => {
    const portal = await start();
    const [{ id }] = emulator().issues('acme', 'payments');
    for (const name of ['get-issue-event', 'get-issue']) {
      const { output } = await portal.invoke(name, {
        entityRef: 'pay',
        issue: id,
      });
      expect(output.untrusted).toContain('left out');
      expect(sizeOf(output)).toBeLessThan(24_000);
    }
  });

  it('says what an event can be', async () => {
    const portal = await start();
    const { error } = await portal.invoke('get-issue-event', {
      entityRef: 'web',
      issue: '1',
      event: 'newest',
    });
    expect(error).toMatch(/^InputError: `event` must be .*`latest`/);
  });
});
