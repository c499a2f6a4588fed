import { createHash } from 'node:crypto';
import { component, startPortal } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

// Made by hashing, so that no literal token stands in any file.
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const before = hash('before');
const after = hash('after');

const emulator = useEmulator();
const admit = (token: string) =>
  emulator().addToken({
    token,
    scopes: ['event:read', 'org:read', 'project:read'],
    organizations: ['acme'],
  });

describe('the rotation of the token of the portal', () => {
  it('fails no request of those that come all the while, cached or not', async () => {
    const revoke = admit(before);
    const portal = await startPortal({
      emulator: emulator(),
      entities: [component('shop', 'shop-web, checkout')],
      sentry: { token: before, instances: [] },
    });
    let asked = 0;
    const ask = () =>
      Promise.all(
        Array.from({ length: 8 }, () => {
          asked += 1;
          // Each a question of its own: none is answered from the cache.
          return portal.get('shop', `issues?query=number${asked}`);
        }),
      );
    const answers = [...(await ask())];
    const underWay = [ask(), ask()];
    admit(after);
    portal.reconfigure({ token: after });
    const meanwhile = ask();
    revoke();
    underWay.push(meanwhile, ask());
    answers.push(...(await Promise.all(underWay)).flat(), ...(await ask()));

    expect(answers).toHaveLength(48);
    expect(answers.map(({ status }) => status)).toEqual(Array(48).fill(200));
    expect(answers.flatMap(({ body }) => body.problems)).toEqual([]);
    emulator().clearRequests();
    await ask();
    const statuses = emulator()
      .requests()
      .map(({ status }) => status);
    expect(statuses).toEqual(Array(8).fill(200));
  });
});
