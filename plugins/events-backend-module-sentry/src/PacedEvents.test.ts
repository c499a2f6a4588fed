import type { SentryWebhookEvent } from 'backstage-plugin-sentry-node';
import { PacedEvents } from './PacedEvents';

const event = (issue: number, project = '11'): SentryWebhookEvent => ({
  instance: 'default',
  resource: 'issue',
  action: 'unresolved',
  at: '2026-11-30T12:00:00.000Z',
  project: { id: project },
  issueId: String(issue),
});

describe('events of webhooks', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function setup() {
    const published: SentryWebhookEvent[] = [];
    const paced = new PacedEvents(one => published.push(one));
    return { paced, published };
  }
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  it('are published at once and whole, up to fifty of a project', () => {
    const { paced, published } = setup();
    const all = Array.from({ length: 50 }, (_, index) => event(index));
    expect(all.map(one => paced.add(one))).toEqual(Array(50).fill('published'));
    expect(published).toEqual(all);
    // Another project does not wait for the first one.
    paced.add(event(0, '12'));
    expect(published).toHaveLength(51);
  });

  it('are published one a second in a storm, the last of all too', async () => {
    const { paced, published } = setup();
    for (let count = 0; count < 1_000; count += 1) {
      paced.add(event(count));
      await pass(10);
    }
    // The burst, and those of ten seconds.
    expect(published.length).toBeGreaterThanOrEqual(58);
    expect(published.length).toBeLessThanOrEqual(61);
    await pass(1_000);
    expect(published.at(-1)).toEqual(event(999));
  });

  it('are published at once again after a pause', async () => {
    const { paced, published } = setup();
    for (let count = 0; count < 90; count += 1) {
      paced.add(event(count));
    }
    await pass(60_000);
    const before = published.length;
    for (let count = 0; count < 50; count += 1) {
      paced.add(event(count));
    }
    expect(published).toHaveLength(before + 50);
  });
});
