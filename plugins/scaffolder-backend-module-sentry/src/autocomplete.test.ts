import { allowLoopbackFetch } from 'backstage-plugin-sentry-node/testUtils';
import { createAutocompleteHandler } from './autocomplete';
import { failureOf, startSentry } from './__testUtils__/runAction';

const own = 'd'.repeat(64);

describe('what a form offers', () => {
  allowLoopbackFetch();

  async function start() {
    const { emulator, config } = await startSentry();
    emulator.addToken({
      token: own,
      user: '502',
      scopes: ['org:read', 'project:read', 'team:read'],
      organizations: ['acme'],
      projects: ['checkout'],
    });
    const offer = async (
      resource: string,
      context: Record<string, string> = {},
      token = own,
    ) => {
      const { results } = await createAutocompleteHandler({ config })({
        resource,
        token,
        context,
      });
      return results.map(({ id }) => id);
    };
    return { emulator, offer };
  }

  it('is what the own account of the caller may choose', async () => {
    const { emulator, offer } = await start();
    const context = { organizationSlug: 'acme' };
    expect(await offer('organizations')).toEqual(['acme']);
    expect(await offer('projects', context)).toEqual(['checkout']);
    expect(await offer('teams', { ...context, query: 'mon' })).toEqual([
      'money',
    ]);
    await emulator.close();
  });

  it('is nothing without an account', async () => {
    const { emulator, offer } = await start();
    const { name } = await failureOf(offer('organizations', {}, ''));
    expect(name).toBe('InputError');
    expect(emulator.requests()).toEqual([]);
    await emulator.close();
  });
});
