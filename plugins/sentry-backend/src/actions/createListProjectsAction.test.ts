import { startAgentPortal } from '../__testUtils__/agentPortal';
import { component } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const emulator = useEmulator();

describe('list-projects', () => {
  it('lists what the annotation names, and what is wrong with it', async () => {
    const portal = await startAgentPortal({
      emulator: emulator(),
      entities: [component('mixed', 'shop-web, eu:acme-eu/billing, missing')],
    });
    const { output, error } = await portal.invoke('list-projects', {
      entityRef: 'mixed',
    });
    expect(error).toBe('');
    expect(output).toMatchObject({
      projects: [
        {
          ref: 'shop-web',
          slug: 'shop-web',
          organization: 'acme',
          instance: 'default',
          link: expect.stringContaining('/issues/'),
        },
        { ref: 'eu:acme-eu/billing', instance: 'eu' },
        {
          ref: 'missing',
          problem: expect.stringMatching(/^\[PROJECT_NOT_FOUND\] .*missing/),
        },
      ],
      sorts: expect.arrayContaining(['date', 'freq']),
    });
  });
});
