import { defaultWorld } from 'backstage-plugin-sentry-emulator';
import { allowLoopbackFetch } from 'backstage-plugin-sentry-node/testUtils';
import {
  failureOf,
  runAction,
  startSentry,
  writesOf,
  type Checkpoints,
} from '../__testUtils__/runAction';
import { createLinkRepositoryAction } from './linkRepository';

describe('sentry:repository:link', () => {
  allowLoopbackFetch();

  async function start(
    dialect: 'sentry' | 'self-hosted' = 'sentry',
    repositories = ['acme/shop', 'acme/shop-api', 'Acme / Group / cart'],
  ) {
    const world = defaultWorld();
    Object.assign(world.organizations[0], { repositories });
    const { emulator, config } = await startSentry({ world, dialect });
    const link = (
      repository: string,
      options: Parameters<typeof runAction>[2] = {},
    ) =>
      runAction(
        createLinkRepositoryAction({ config }),
        { organizationSlug: 'acme', projectSlug: 'shop-web', repository },
        options,
      );
    return { emulator, link };
  }

  it('links once, and finds the link again', async () => {
    const { emulator, link } = await start();
    const first = await link('acme/shop');
    expect(first).toMatchObject({ created: true });
    expect(await link('Acme/Shop')).toEqual({ ...first, created: false });
    expect(await link('acme/group/cart')).toMatchObject({ created: true });
    await emulator.close();
  });

  it('does nothing where a resumed step is done', async () => {
    const { emulator, link } = await start();
    const checkpoints: Checkpoints = new Map();
    await link('acme/shop', { checkpoints });
    expect(await link('acme/shop', { checkpoints })).toMatchObject({
      created: true,
    });
    expect(writesOf(emulator)).toHaveLength(1);
    await emulator.close();
  });

  it('finds one beyond the first page of the list, and looks at ten', async () => {
    const { emulator, link } = await start('sentry', [
      ...Array.from({ length: 150 }, (_, index) => `acme/shop-${index}`),
      'other/shop-',
    ]);
    expect(await link('other/shop-')).toMatchObject({ created: true });
    await emulator.close();

    const many = await start(
      'sentry',
      Array.from({ length: 1_100 }, (_, index) => `acme/shop-${index}`),
    );
    const { message } = await failureOf(many.link('other/shop-'));
    expect(message).toContain('not on the first 10 pages');
    expect(many.emulator.requests()).toHaveLength(10);
    await many.emulator.close();
  });

  it('says how a repository is connected', async () => {
    const { emulator, link } = await start();
    const { name, message } = await failureOf(link('acme/other'));
    expect(name).toBe('InputError');
    expect(message).toContain(
      'is not connected to the Sentry organization "acme"',
    );
    await emulator.close();
  });

  it('says that older servers have no such links', async () => {
    const { emulator, link } = await start('self-hosted');
    const { message } = await failureOf(link('acme/shop'));
    expect(message).toContain('Servers before 2026 have no such links');
    await emulator.close();
  });

  it('asks nothing in a dry run', async () => {
    const { emulator, link } = await start();
    await link('acme/shop', { isDryRun: true });
    expect(emulator.requests()).toEqual([]);
    await emulator.close();
  });
});
