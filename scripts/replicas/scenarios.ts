import { randomBytes } from 'node:crypto';
import {
  captureWithSdk,
  type Emulator,
} from 'backstage-plugin-sentry-emulator';
import type { Replica } from './Replica';
import { until, type Store } from './stores';

const KEYS = 40;
// Of the claim of a replica that died, and of the scheduler's lock.
const CLAIM_MS = 90_000;
// A scheduler begins what is asked for within 5 s; one look more would show by then.
const SETTLED_MS = 7_000;
const LIST = '/api/0/organizations/bench/issues/';

/** Two replicas, the Sentry that they ask, and what they share. */
export interface World {
  emulator: Emulator;
  a: Replica;
  b: Replica;
  postgres: Store;
  redis: Store;
  /** Lets Sentry send webhooks to that replica, or to none. */
  sendWebhooksTo(replica?: Replica): void;
}

/** The first look at a project announces nothing: it is there before. */
export async function untilLookedAt({ a, b, emulator }: World): Promise<void> {
  for (const one of [a, b]) {
    emulator.clearRequests();
    await until(async () => {
      await one.look();
      return listCalls(emulator) > 0;
    }, 'a look asks Sentry');
  }
}

/** By what holds. Each throws where it does not, and has an entity of its own. */
export const scenarios: Record<
  string,
  (world: World) => Promise<string | void>
> = {
  'at most one upstream call a key and replica, and none for those who come later':
    async ({ emulator, a, b }) => {
      emulator.clearRequests();
      const askAll = () =>
        Promise.all(
          Array.from({ length: KEYS }, (_, i) =>
            [a, b].map(one =>
              one.ask('service-1', `/issues?query=level:error+n${i}`),
            ),
          ).flat(),
        );
      expectAll(await askAll(), ({ status }) => status === 200, 'answers');
      const calls = listCalls(emulator);
      expect(calls <= 2 * KEYS, `${calls} calls for ${KEYS} keys`);
      await askAll();
      const later = listCalls(emulator) - calls;
      expect(later === 0, `${later} calls for those who came later`);
      expect(await isShared(emulator, a, b), 'what one has asked, both have');
      return `${calls} calls for ${KEYS} keys`;
    },

  'a look that both are asked for is made once': async ({ emulator, a, b }) => {
    const looksOf = async (...replicas: Replica[]) => {
      emulator.clearRequests();
      await until(
        async () =>
          (await Promise.all(replicas.map(r => r.look()))).some(ok => ok),
        'a look begins',
      );
      await settle();
      return listCalls(emulator);
    };
    const once = await looksOf(a);
    expect(once > 0, 'a look asks Sentry');
    const both = await looksOf(a, b);
    expect(both === once, `${both} calls instead of ${once}`);
    return `${both} calls`;
  },

  'a webhook to one makes both fresh, and is announced once': async world => {
    const { a, b } = world;
    const title = await failIn(world, 'service-2', a);
    const took = await Promise.all(
      [a, b].map(one => untilListed(one, 'service-2', title)),
    );
    await untilAnnounced(world, title);
    return `after ${took.map(ms => ms.toFixed(0)).join(' and ')} ms`;
  },

  'a change through one is fresh on both': async world => {
    const { a, b } = world;
    const [[title, id] = []] = await b.issues('service-2');
    expect(id !== undefined && title !== undefined, 'there is an issue');
    const { status } = await a.ask('service-2', `/issues/${id}`, {
      method: 'PATCH',
      body: JSON.stringify({ status: 'resolved' }),
    });
    expect(status === 200, `the change is answered with ${status}`);
    const took = await until(
      async () => !(await b.issues('service-2')).has(title ?? ''),
      'the change shows',
      5_000,
    );
    return `after ${took.toFixed(0)} ms`;
  },

  'no webhook at all: announced by the next look': async world => {
    const title = await failIn(world, 'service-3');
    await untilAnnounced(world, title);
  },

  'the replica with the webhook is killed at once': killed('a', 0, 'service-4'),
  'the replica with the webhook is killed while it looks': killed(
    'a',
    1_050,
    'service-5',
  ),
  'the replica without the webhook is killed at once': killed(
    'b',
    0,
    'service-7',
  ),
  // Either of them may be the one that looks, and that sends.
  'the replica without the webhook is killed while it looks': killed(
    'b',
    1_050,
    'service-8',
  ),
  'the replica without the webhook is killed while it announces': killed(
    'b',
    1_300,
    'service-9',
  ),

  'the store hangs, is gone, and comes back': async world => {
    const { a, b, redis, emulator } = world;
    const answered = async () =>
      expectAll(
        await Promise.all([a, b].map(one => one.ask('service-1', '/issues'))),
        ({ status }) => status === 200,
        'answers',
      );
    redis.signal('SIGSTOP');
    await answered();
    redis.signal('SIGCONT');
    await redis.stop();
    await answered();
    await redis.start();
    await answered();
    // It is shared again: what one has asked, the other need not.
    const took = await until(
      () => isShared(emulator, a, b),
      'the store is shared again',
    );
    return `shared again after ${(took / 1000).toFixed(1)} s`;
  },

  'the database is gone and comes back': async world => {
    const { a, b, postgres } = world;
    await postgres.stop();
    await Promise.all([a, b].map(one => one.ask('service-1', '/issues')));
    await a.look();
    expect(a.isAlive && b.isAlive, 'both live on');
    await postgres.start();
    for (const one of [a, b]) {
      await until(
        async () => (await one.ask('service-1', '/issues')).status === 200,
        'a replica answers again',
      );
    }
    const title = await failIn(world, 'service-6');
    await untilAnnounced(world, title);
  },
};

/** Sentry sends a webhook to `a`, and so long after it one of the two is killed. */
function killed(name: 'a' | 'b', afterMs: number, service: string) {
  return async (world: World) => {
    const { [name]: dying, [name === 'a' ? 'b' : 'a']: other } = world;
    const title = await failIn(world, service, world.a);
    await new Promise(resolve => setTimeout(resolve, afterMs));
    await dying.kill();
    const took = await untilAnnounced({ ...world, a: other, b: other }, title);
    await dying.start();
    await untilAnnounced(world, title);
    return `announced after ${(took / 1000).toFixed(1)} s`;
  };
}

let questions = 0;

/** Whether one need not ask Sentry what the other has asked. */
async function isShared(emulator: Emulator, a: Replica, b: Replica) {
  questions += 1;
  const route = `/issues?query=level:error+once${questions}`;
  await a.ask('service-1', route);
  // It answers before it stores.
  await new Promise(resolve => setTimeout(resolve, 300));
  emulator.clearRequests();
  await b.ask('service-1', route);
  return listCalls(emulator) === 0;
}

/** A new issue, which Sentry reports to the replica, or to none. */
async function failIn(
  { emulator, sendWebhooksTo }: World,
  service: string,
  to?: Replica,
): Promise<string> {
  sendWebhooksTo(to);
  const value = `Cannot read ${service} ${randomBytes(3).toString('hex')}`;
  await captureWithSdk({
    dsn: emulator.dsn('bench', service),
    events: [{ type: 'TypeError', value }],
  });
  return value;
}

function untilListed(replica: Replica, service: string, title: string) {
  return until(
    async () =>
      [...(await replica.issues(service)).keys()].some(one =>
        one.includes(title),
      ),
    'a new issue shows',
    5_000,
  );
}

/** Looks until it is announced, and once more: then there is still one, sent once. */
async function untilAnnounced({ a, b }: World, title: string): Promise<number> {
  const took = await until(
    async () => {
      await b.look();
      return (await b.notified(title)).length > 0;
    },
    `"${title}" is announced`,
    CLAIM_MS,
  );
  await Promise.all([a.look(), b.look()]);
  await settle();
  const all = await b.notified(title);
  expect(all.length === 1, `${all.length} notifications of one issue`);
  return took;
}

const settle = () => new Promise(resolve => setTimeout(resolve, SETTLED_MS));

function listCalls(emulator: Emulator): number {
  return emulator.requests().filter(({ path }) => path === LIST).length;
}

function expect(holds: boolean, what: string): void {
  if (!holds) {
    throw new Error(`Does not hold: ${what}`);
  }
}

function expectAll<T>(all: T[], holds: (one: T) => boolean, what: string) {
  const failures = all.filter(one => !holds(one)).length;
  expect(failures === 0, `${failures} of ${all.length} ${what} failed`);
}
