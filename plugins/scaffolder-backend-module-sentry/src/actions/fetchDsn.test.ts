import { defaultWorld } from 'backstage-plugin-sentry-emulator';
import { allowLoopbackFetch } from 'backstage-plugin-sentry-node/testUtils';
import {
  failureOf,
  runAction,
  startSentry,
  token,
} from '../__testUtils__/runAction';
import { createSentryFetchDSNAction } from './fetchDsn';

describe('sentry:fetch:dsn', () => {
  allowLoopbackFetch();

  async function start() {
    const world = defaultWorld();
    world.organizations[0].projects[0].previousSlugs = ['webshop'];
    const { emulator, config } = await startSentry({ world });
    const keys = `${emulator.url}/api/0/projects/acme/shop-web/keys/`;
    const send = async (method: string, url: string, body: object) => {
      const answer = await fetch(url, {
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify(body),
      });
      return (await answer.json()) as { id: string; dsn: { public: string } };
    };
    return {
      emulator,
      addKey: (name: string) => send('POST', keys, { name }),
      disable: (id: string) =>
        send('PUT', `${keys}${id}/`, { isActive: false }),
      fetchDsn: (input: Parameters<typeof runAction>[1] = {}) =>
        runAction(createSentryFetchDSNAction({ config }), {
          organizationSlug: 'acme',
          projectSlug: 'shop-web',
          ...input,
        }),
    };
  }

  it('takes the first active key, or the one of that name', async () => {
    const { emulator, addKey, disable, fetchDsn } = await start();
    const mobile = await addKey('Mobile');
    const desktop = await addKey('Desktop');
    const [, first] = /\/\/(\w+)@/.exec(emulator.dsn('acme', 'shop-web')) ?? [];
    expect(await fetchDsn({ keyName: 'Desktop' })).toEqual({
      dsn: desktop.dsn.public,
    });
    await disable(first);
    expect(await fetchDsn()).toEqual({ dsn: mobile.dsn.public });
    await disable(mobile.id);
    const named = await failureOf(fetchDsn({ keyName: 'Mobile' }));
    expect(named.message).toContain(
      'The key "Mobile" of the project "shop-web" is disabled',
    );
    const other = await failureOf(fetchDsn({ keyName: 'Other' }));
    expect(other.message).toContain(
      'has no key "Other". It has "Default", "Mobile", "Desktop".',
    );
    await disable(desktop.id);
    expect((await failureOf(fetchDsn())).message).toContain(
      'Every key of the project "shop-web" is disabled',
    );
    await emulator.close();
  });

  it('says what a renamed project is called today', async () => {
    const { emulator, fetchDsn } = await start();
    const { message } = await failureOf(fetchDsn({ projectSlug: 'webshop' }));
    expect(message).toContain(
      'The project was renamed: use the slug "shop-web".',
    );
    await emulator.close();
  });

  it.each(['..', '.', ' ', 'shop-web/../../teams'])(
    'asks no other endpoint for a project called %j',
    async projectSlug => {
      const { emulator, fetchDsn } = await start();
      const { name } = await failureOf(fetchDsn({ projectSlug }));
      expect(name).toMatch(/^(InputError|NotFoundError)$/);
      expect(
        emulator
          .requests()
          .map(({ path }) => path)
          .join(),
      ).not.toContain('/teams');
      await emulator.close();
    },
  );
});
