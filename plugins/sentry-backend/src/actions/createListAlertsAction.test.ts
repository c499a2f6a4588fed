import { startAgentPortal } from '../__testUtils__/agentPortal';
import { component } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const emulator = useEmulator(async sentry => {
  sentry.addAlert('acme', 'shop-web', {
    name: 'High priority',
    recipients: [
      { type: 'email', targetType: 'issue_owners' },
      { type: 'email', targetType: 'team', targetIdentifier: '101' },
      { type: 'pagerduty', targetType: 'specific' },
    ],
  });
  sentry.addAlert('acme', 'payments', { name: 'Of others' });
});

describe('list-alerts', () => {
  it('says whom alerts notify, and which projects alert no one', async () => {
    const portal = await startAgentPortal({
      emulator: emulator(),
      entities: [component('both', 'shop-web, checkout')],
    });
    const { output, error } = await portal.invoke('list-alerts', {
      entityRef: 'both',
    });
    expect(error).toBe('');
    expect(output).toMatchObject({
      supported: true,
      alerts: [
        {
          name: 'High priority',
          projects: ['shop-web'],
          notifies: [
            'email: owners, else active-members of the project',
            'email: team Storefront',
            'pagerduty',
          ],
        },
      ],
      unalerted: [
        {
          project: 'checkout',
          createLink: expect.stringContaining('/monitors/alerts/new/'),
        },
      ],
    });
    expect(JSON.stringify(output)).not.toContain('Of others');
  });

  it('is refused to callers who may not read the entity', async () => {
    const portal = await startAgentPortal({
      emulator: emulator(),
      allowed: false,
    });
    const { output, error } = await portal.invoke('list-alerts', {
      entityRef: 'web',
    });
    expect([output, error]).toEqual([{}, expect.stringMatching(/NotAllowed/)]);
  });
});
