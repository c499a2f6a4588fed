import { FakeCache } from '../__testUtils__/FakeCache';
import type { PortalOptions } from '../__testUtils__/startPortal';
import { timeMachine } from '../__testUtils__/timeMachine';
import { useEmulator } from '../__testUtils__/useEmulator';
import {
  ada,
  adaElsewhere,
  connectPeople,
  jonas,
  me,
  startUserPortal,
  titles,
  type Person,
} from '../__testUtils__/userPortal';

const emulator = useEmulator(connectPeople);
const time = timeMachine();
const start = (options: Partial<PortalOptions> = {}) =>
  startUserPortal({ emulator: emulator(), ...options });

describe('an instance asked with the tokens of users', () => {
  const expected = [
    { person: ada, sees: ['checkout', 'prototype'] },
    { person: adaElsewhere, sees: ['prototype'] },
    { person: jonas, sees: ['checkout'] },
  ];

  it.each([
    ['one process', undefined],
    ['a cache that replicas share', new FakeCache()],
  ])(
    'gives everybody their own answers, cold, at once, warm and stale: %s',
    async (_, cache) => {
      const portal = await start({ cache });
      const cold = await Promise.all(
        expected.map(({ person }) => portal.issues(person)),
      );
      cold.forEach(({ status, body }, index) => {
        expect(status).toBe(200);
        expect(titles(body)).toEqual(expected[index].sees);
      });
      emulator().clearRequests();
      for (const { person, sees } of expected) {
        expect(titles((await portal.issues(person)).body)).toEqual(sees);
      }
      expect(emulator().requests()).toEqual([]);
      time.pass(61_000);
      for (const { person, sees } of expected) {
        expect(titles((await portal.issues(person)).body)).toEqual(sees);
      }
      const kept = [...(cache?.entries ?? [])];
      expect(kept.length > 0).toBe(cache !== undefined);
      for (const { person } of expected) {
        expect(JSON.stringify(kept)).not.toContain(person.token);
      }
    },
  );

  it('answers 304 to the own tag alone, not to that of another identity', async () => {
    const portal = await start();
    const tags: string[] = [];
    for (const { person } of expected) {
      tags.push((await portal.issues(person)).headers.etag);
    }
    for (const [own, { person, sees }] of expected.entries()) {
      const statuses: number[] = [];
      for (const tag of tags) {
        statuses.push((await portal.issues(person, tag)).status);
      }
      expect(statuses).toEqual(tags.map((_, of) => (of === own ? 304 : 200)));
      const other = tags[(own + 1) % tags.length];
      expect(titles((await portal.issues(person, other)).body)).toEqual(sees);
      // Nobody at all learns whether there is such an answer.
      const none = await portal.issues({ who: person.who }, tags[own]);
      expect(none.status).toBe(409);
    }
  });

  it.each(['projects', 'environments', 'summary'])(
    'tells %s to everybody as they see them',
    async route => {
      const portal = await start();
      const url = portal.path('shop', route);
      const first = await portal.ask(url, ada);
      const alone = await portal.ask(url, jonas);
      const again = await start();
      const fresh = await again.ask(again.path('shop', route), jonas);
      const { fetchedAt: _, ...body } = alone.body;
      const { fetchedAt: __, ...before } = fresh.body;
      expect(first.status).toBe(200);
      expect(body).toEqual(before);
      expect(alone.headers.etag).not.toBe(first.headers.etag);
    },
  );

  it('tells the projects that only some see to those', async () => {
    const portal = await start();
    const url = portal.path('shop', 'projects');
    const seen = async (person: Person) =>
      (await portal.ask(url, person)).body.items.map(
        (item: { slug?: string; problem?: { code: string } }) =>
          item.slug ?? item.problem?.code,
      );
    expect(await seen(ada)).toEqual(['checkout', 'prototype']);
    const elsewhere = await seen(adaElsewhere);
    expect(elsewhere).not.toContain('checkout');
    expect(elsewhere).toContain('prototype');
    expect(await seen(ada)).toEqual(['checkout', 'prototype']);
  });

  it('refuses who may not see a project, though another may, at once and after', async () => {
    const portal = await start();
    const url = portal.path('web', 'issues');
    const [seen, ...refused] = await Promise.all(
      [ada, jonas, adaElsewhere].map(person => portal.ask(url, person)),
    );
    const tag = seen.headers.etag;
    expect((await portal.ask(url, ada, tag)).status).toBe(304);
    for (const person of [jonas, adaElsewhere]) {
      refused.push(await portal.ask(url, person, tag));
    }
    expect(titles(seen.body)).toEqual(['shop-web']);
    // One is of the organization and not of the project, the other of neither.
    expect(refused.map(({ body }) => body.error?.code)).toEqual([
      expect.stringMatching(/SCOPE_MISSING|NOT_FOUND/),
      'NOT_CONNECTED',
      expect.stringMatching(/SCOPE_MISSING|NOT_FOUND/),
      'NOT_CONNECTED',
    ]);
  });

  it.each(['projects', 'issues', 'environments', 'summary'])(
    'offers to connect where %s are asked for without a token, and asks nobody',
    async route => {
      const portal = await start();
      const url = portal.path('shop', route);
      await portal.ask(url, ada);
      emulator().clearRequests();
      const { status, body, headers } = await portal.ask(url, {
        who: ada.who,
      });
      expect([status, body.error.code]).toEqual([409, 'NOT_CONNECTED']);
      expect(headers.vary).toMatch(/X-Sentry-User-Token/i);
      expect(emulator().requests()).toEqual([]);
    },
  );

  it('lets the permission decide before it looks at a token', async () => {
    const portal = await start({ policy: { denied: [jonas.who] } });
    expect((await portal.issues(jonas)).status).toBe(403);
    expect(emulator().requests()).toEqual([]);
  });

  it('names the header among what an answer differs by', async () => {
    const portal = await start();
    for (const url of [portal.path('shop', 'issues'), me]) {
      const { headers } = await portal.ask(url, ada);
      expect(headers.vary).toMatch(/Authorization.*X-Sentry-User-Token/i);
    }
  });
});
