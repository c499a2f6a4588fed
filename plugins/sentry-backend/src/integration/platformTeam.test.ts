import {
  SentryProblemError,
  type SentryClient,
} from 'backstage-plugin-sentry-node';
import {
  fakeSentryClient,
  sentryServiceMock,
} from 'backstage-plugin-sentry-node/testUtils';
import { inShort, startNotifiedPortal } from '../__testUtils__/notifiedPortal';
import { timeMachine } from '../__testUtils__/timeMachine';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const team = 'group:default/platform';
const time = timeMachine();

/** A portal with one instance, whose client is that one. */
async function start(client: SentryClient, send?: () => Promise<void>) {
  const portal = await startNotifiedPortal({
    entities: [],
    send,
    features: [
      sentryServiceMock.factory({
        sentry: { organization: 'acme', notifications: { platformTeam: team } },
        clients: { default: client },
      }),
    ],
  });
  return async (milliseconds: number) => {
    time.pass(milliseconds);
    await portal.look();
    return portal.takeSent();
  };
}

describe('the platform team', () => {
  it('is notified of an instance that has not been reached for an hour, once until it is back', async () => {
    let isDown = true;
    const ask = async <T>(answer: T) => {
      if (isDown) {
        throw new SentryProblemError({
          code: 'UPSTREAM_UNAVAILABLE',
          message: 'It is down.',
        });
      }
      return answer;
    };
    const sentAfter = await start({
      ...fakeSentryClient(),
      getIndex: () => ask({ version: '0' }),
      getOrganization: slug => ask({ id: '1', slug, name: slug }),
    });
    expect(await sentAfter(0)).toEqual([]);
    expect(await sentAfter(59 * MINUTE)).toEqual([]);
    expect(await sentAfter(MINUTE)).toEqual([
      {
        recipients: { type: 'entity', entityRef: [team] },
        payload: {
          title: 'Sentry (default) can’t be reached',
          description: 'Backstage has not reached it for an hour.',
          severity: 'critical',
          scope: 'sentry:instance:default',
          link: '/sentry/connection',
          topic: 'sentry-instances',
        },
      },
    ]);
    expect(await sentAfter(100 * DAY)).toEqual([]);
    isDown = false;
    expect(await sentAfter(MINUTE)).toEqual([]);
    isDown = true;
    expect(await sentAfter(MINUTE)).toEqual([]);
    expect(await sentAfter(60 * MINUTE)).toHaveLength(1);
  });

  it('is notified 14, 3 and 1 days before a credential ends', async () => {
    const sentAfter = await start({
      ...fakeSentryClient(),
      expiresAt: Date.now() + 15 * DAY,
    });
    const title = (rest: string) =>
      `sentry-instances The Sentry credential of default expires in ${rest} → ${team}`;
    const after = async (days: number) =>
      (await sentAfter(days * DAY)).map(inShort);
    expect(await after(0)).toEqual([]);
    expect(await after(2)).toEqual([title('13 days')]);
    expect(await after(1)).toEqual([]);
    expect(await after(9.5)).toEqual([title('3 days')]);
    expect(await after(2)).toEqual([title('1 day')]);
    expect(await after(0.2)).toEqual([]);
  });

  it('is notified by a later look where that failed', async () => {
    let isDown = true;
    const client = { ...fakeSentryClient(), expiresAt: Date.now() + DAY };
    const sentAfter = await start(client, async () => {
      if (isDown) {
        throw new Error('Request failed with status 404');
      }
    });
    expect(await sentAfter(0)).toEqual([]);
    isDown = false;
    expect(await sentAfter(0)).toHaveLength(1);
    expect(await sentAfter(0)).toEqual([]);
  });
});
