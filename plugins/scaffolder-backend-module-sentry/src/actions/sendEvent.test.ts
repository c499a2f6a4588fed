import { ConfigReader } from '@backstage/config';
import type { Emulator } from 'backstage-plugin-sentry-emulator';
import { allowLoopbackFetch } from 'backstage-plugin-sentry-node/testUtils';
import {
  failureOf,
  runAction,
  startSentry,
  type Checkpoints,
} from '../__testUtils__/runAction';
import { createSendEventAction } from './sendEvent';

const eventIds = '/api/0/organizations/acme/eventids/';
const keys = '/api/0/projects/acme/shop-web/keys/';

describe('sentry:event:send', () => {
  allowLoopbackFetch();
  let emulator: Emulator;
  let config: ConfigReader;

  beforeEach(async () => {
    ({ emulator, config } = await startSentry());
  });
  afterEach(() => emulator.close());

  const send = (
    more: Parameters<typeof runAction>[1] = {},
    options: Parameters<typeof runAction>[2] = {},
  ) =>
    runAction(
      createSendEventAction({ config }),
      { organizationSlug: 'acme', projectSlug: 'shop-web', ...more },
      options,
    );

  it('returns the issue that Sentry made of the event', async () => {
    const outputs = await send({ message: 'First light', release: 'shop@1' });
    const [issue] = emulator.issues('acme', 'shop-web');
    expect(issue).toMatchObject({
      title: 'First light',
      latestEventId: outputs.eventId,
    });
    expect(outputs).toEqual({
      eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
      issueId: issue.id,
      issueUrl: `${emulator.url}/organizations/acme/issues/${issue.id}/`,
    });
  });

  it('names the address that the issue has in GlitchTip', async () => {
    config = new ConfigReader({
      ...config.get<object>(),
      sentry: { baseUrl: emulator.url, server: 'glitchtip' },
    });
    expect(await send({}, { isDryRun: true })).toMatchObject({
      issueUrl: `${emulator.url}/acme/issues/0`,
    });
  });

  it('waits until the issue is there', async () => {
    emulator.addFault({ path: eventIds, status: 404, times: 1 });
    expect((await send()).issueId).toBe(
      emulator.issues('acme', 'shop-web')[0].id,
    );
  });

  it('sends nothing twice when it is resumed', async () => {
    const checkpoints: Checkpoints = new Map();
    emulator.addFault({ path: eventIds, status: 404 });
    const { name, message } = await failureOf(
      send({ waitSeconds: 0.1 }, { checkpoints }),
    );
    expect(name).toBe('ServiceUnavailableError');
    expect(message).toMatch(
      /^Sentry accepted the event [0-9a-f]{32}, and has no/,
    );
    emulator.clearFaults();
    emulator.clearRequests();
    const { eventId } = await send({ waitSeconds: 0.1 }, { checkpoints });
    expect(emulator.issues('acme', 'shop-web')).toMatchObject([
      { latestEventId: eventId },
    ]);
    expect(emulator.requests().map(({ path }) => path)).toEqual([
      `${eventIds}${eventId}/`,
    ]);
  });

  it('sends one event for each iteration', async () => {
    const checkpoints: Checkpoints = new Map();
    const [first, second] = [
      await send({}, { checkpoints, each: { key: 0 } }),
      await send({}, { checkpoints, each: { key: 1 } }),
    ];
    expect(first.eventId).not.toBe(second.eventId);
  });

  it('stops when the task is cancelled', async () => {
    const cancelled = new AbortController();
    emulator.addFault({ path: eventIds, status: 404 });
    const sending = send(
      {},
      {
        signal: cancelled.signal,
        checkpoints: new Map(),
        onLog: () => {},
      },
    );
    cancelled.abort();
    expect((await failureOf(sending)).name).toBe('AbortError');
  });

  it('does not wait where it is not asked to', async () => {
    expect(await send({ waitSeconds: 0 })).toEqual({
      eventId: expect.any(String),
    });
    expect(emulator.requests().map(({ path }) => path)).toEqual([keys]);
  });

  it('sends to no host but the instance', async () => {
    const original = globalThis.fetch;
    const asked: string[] = [];
    globalThis.fetch = async (url, init) => {
      asked.push(String(url));
      return String(url).endsWith(keys)
        ? Response.json([
            {
              name: 'Default',
              dsn: { public: 'https://abc@evil.example.com/1' },
            },
          ])
        : original(url, init);
    };
    const { name, message } = await failureOf(send());
    globalThis.fetch = original;
    expect(name).toBe('InputError');
    expect(message).toContain('leads to evil.example.com');
    expect(asked).toEqual([`${emulator.url}${keys}`]);
  });

  it('asks nothing in a dry run', async () => {
    expect(await send({}, { isDryRun: true })).toMatchObject({ issueId: '0' });
    expect(emulator.requests()).toEqual([]);
  });
});
