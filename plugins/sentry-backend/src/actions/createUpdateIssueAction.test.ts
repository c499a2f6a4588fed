import { mockServices } from '@backstage/backend-test-utils';
import { demoToken } from 'backstage-plugin-sentry-emulator';
import { startAgentPortal } from '../__testUtils__/agentPortal';
import { captureIssues, changesOf, idsOf } from '../__testUtils__/triagePortal';
import { useEmulator } from '../__testUtils__/useEmulator';

describe('update-issue', () => {
  const emulator = useEmulator(captureIssues);
  const auditor = mockServices.auditor.mock();
  beforeEach(() => {
    auditor.createEvent.mockReset();
    auditor.createEvent.mockResolvedValue({
      success: async () => {},
      fail: async () => {},
    });
  });
  const start = (options = {}) =>
    startAgentPortal({
      emulator: emulator(),
      sentry: { token: demoToken('triage'), triage: { enabled: true } },
      features: [auditor.factory],
      ...options,
    });
  const web = (issue: string, more: Record<string, string | boolean>) => ({
    entityRef: 'web',
    issue,
    ...more,
  });

  it('says what changed, from what to what, and changes nothing the second time', async () => {
    const portal = await start();
    const [id] = idsOf(emulator(), 'shop-web');
    const change = web(id, {
      status: 'resolved',
      inRelease: 'shop-web@1.0.0',
      assignedTo: 'ada park',
      priority: 'low',
    });
    const first = await portal.invoke('update-issue', change);
    expect(first.error).toBe('');
    expect(first.output).toEqual({
      id,
      shortId: expect.stringMatching(/^SHOP-WEB-/),
      actedAs: 'service',
      changes: expect.arrayContaining([
        { field: 'status', from: 'unresolved', to: 'resolved' },
        { field: 'resolvedIn', from: 'none', to: 'shop-web@1.0.0' },
        { field: 'assignee', from: 'none', to: 'Ada Park (user:501)' },
        { field: 'priority', from: 'high', to: 'low' },
      ]),
    });
    const second = await portal.invoke('update-issue', change);
    expect(second.output).toMatchObject({ id, changes: [] });
    const freed = await portal.invoke(
      'update-issue',
      web(id, { assignedTo: 'nobody' }),
    );
    expect(freed.output.changes).toEqual([
      { field: 'assignee', from: 'Ada Park (user:501)', to: 'none' },
    ]);
  });

  it('archives until a time, and that once', async () => {
    const portal = await start();
    const [, , id] = idsOf(emulator(), 'shop-web');
    const day = new Date(Date.now() + 24 * 60 * 60_000).toISOString();
    const minute = day.slice(0, 16);
    const change = web(id, {
      status: 'ignored',
      substatus: 'archived_until_condition_met',
      until: `${minute}:00Z`,
    });
    const { output } = await portal.invoke('update-issue', change);
    expect(output.changes).toContainEqual({
      field: 'archivedUntil',
      from: 'none',
      to: `${minute}Z`,
    });
    const again = await portal.invoke('update-issue', change);
    expect(again.output.changes).toEqual([]);
  });

  it('is recorded before Sentry is asked, in the name of who asks', async () => {
    const portal = await start();
    const [, id] = idsOf(emulator(), 'shop-web');
    await portal.invoke('update-issue', web(id, { status: 'ignored' }));
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'issue-update',
        severityLevel: 'high',
        meta: expect.objectContaining({
          actor: 'user:default/bob',
          issues: [id],
          fields: { status: 'ignored' },
        }),
      }),
    );
  });

  it.each([
    [{}, 'names nothing to change'],
    [{ inNextRelease: true }, 'only with status `resolved`'],
    [{ status: 'resolved', inNextRelease: true, inRelease: '1' }, 'not both'],
    [
      { assignedTo: 'nobody in particular' },
      'nobody is named "nobody in particular". Choose one of: ',
    ],
  ])('refuses %j, and says why', async (more, reason) => {
    const portal = await start();
    const [id] = idsOf(emulator(), 'shop-web');
    const { error } = await portal.invoke('update-issue', web(id, more));
    expect(error).toMatch(/^InputError: /);
    expect(error).toContain(reason);
    expect(changesOf(emulator())).toEqual([]);
  });

  it('is refused without the permission, and for an issue of another entity or server', async () => {
    const bob = 'user:default/bob';
    const [id] = idsOf(emulator(), 'shop-web');
    const resolve = { status: 'resolved' };
    const reader = await start({ policy: { readOnly: [bob] } });
    const denied = await reader.invoke('update-issue', web(id, resolve));
    expect(denied.error).toBe(
      'NotAllowedError: You may not change the Sentry issues of component:default/web',
    );
    const portal = await start();
    for (const issue of [
      idsOf(emulator(), 'payments')[0],
      `https://sentry.example.com/organizations/acme/issues/${id}/`,
    ]) {
      const { error } = await portal.invoke(
        'update-issue',
        web(issue, resolve),
      );
      expect(error).toMatch(/^NotFoundError: \[ISSUE_NOT_FOUND\] /);
    }
    expect(changesOf(emulator())).toEqual([]);
  });

  it('exists only where changes are turned on', async () => {
    const names = async (portal: Awaited<ReturnType<typeof start>>) =>
      (await portal.actions()).map(({ name }) => name);
    const read = [
      'list-issues',
      'list-my-issues',
      'get-issue',
      'get-issue-event',
      'get-summary',
      'list-projects',
      'list-alerts',
    ];
    expect(await names(await start({ sentry: {} }))).toEqual(read);
    expect(await names(await start())).toEqual([...read, 'update-issue']);
  });
});
