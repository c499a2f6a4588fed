import { ConfigReader } from '@backstage/config';
import type {
  Emulator,
  EmulatorOptions,
} from 'backstage-plugin-sentry-emulator';
import { allowLoopbackFetch } from 'backstage-plugin-sentry-node/testUtils';
import {
  failureOf,
  runAction,
  startSentry,
  token,
  writesOf,
  type Checkpoints,
} from '../__testUtils__/runAction';
import { createAlertAction } from './createAlert';

describe('sentry:alert:create', () => {
  allowLoopbackFetch();
  let emulator: Emulator;
  let config: ConfigReader;

  const start = async (options: EmulatorOptions = {}) => {
    ({ emulator, config } = await startSentry(options));
  };
  afterEach(() => emulator.close());

  const create = (
    more: Parameters<typeof runAction>[1] = {},
    options: Parameters<typeof runAction>[2] = {},
  ) =>
    runAction(
      createAlertAction({ config }),
      {
        organizationSlug: 'acme',
        projectSlug: 'shop-web',
        name: 'Tell the team',
        ...more,
      },
      options,
    );
  const read = async (path: string): Promise<any[]> => {
    const answer = await fetch(`${emulator.url}/api/0${path}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    return (await answer.json()) as any[];
  };

  it('is an alert of the workflow engine that mails the owners of an issue', async () => {
    await start();
    expect(await create()).toMatchObject({ created: true, kind: 'workflow' });
    const [workflow] = await read('/organizations/acme/workflows/');
    expect(workflow).toMatchObject({
      name: 'Tell the team',
      enabled: true,
      config: { frequency: 30 },
      detectorIds: ['1102'],
      triggers: {
        logicType: 'any-short',
        conditions: [
          { type: 'first_seen_event' },
          { type: 'regression_event' },
        ],
      },
      actionFilters: [
        {
          actions: [
            {
              type: 'email',
              data: { fallthroughType: 'ActiveMembers' },
              config: { targetType: 'issue_owners' },
            },
          ],
        },
      ],
    });
  });

  it('mails a team in what the template asks for', async () => {
    await start();
    await create({
      teamSlug: 'storefront',
      triggers: ['highPriority', 'escalating'],
      environment: 'production',
      frequency: 60,
    });
    const [workflow] = await read('/organizations/acme/workflows/');
    expect(workflow).toMatchObject({
      owner: 'team:101',
      environment: 'production',
      config: { frequency: 60 },
      triggers: {
        conditions: [
          { type: 'new_high_priority_issue' },
          { type: 'reappeared_event' },
        ],
      },
      actionFilters: [
        {
          actions: [
            { config: { targetType: 'team', targetIdentifier: '101' } },
          ],
        },
      ],
    });
  });

  it.each(['sentry', 'self-hosted', 'glitchtip'] as const)(
    'is there once on %s, however often it is asked for',
    async dialect => {
      await start({ dialect });
      const first = await create();
      const second = await create();
      expect(first.created).toBe(true);
      expect(second).toEqual({ ...first, created: false });
      expect(writesOf(emulator)).toHaveLength(1);
    },
  );

  it('is a rule on servers without the engine', async () => {
    await start({ dialect: 'self-hosted' });
    expect(await create({ teamSlug: 'money' })).toMatchObject({ kind: 'rule' });
    const [rule] = await read('/projects/acme/shop-web/rules/');
    expect(rule).toMatchObject({
      name: 'Tell the team',
      frequency: 30,
      conditions: [
        {
          id: 'sentry.rules.conditions.first_seen_event.FirstSeenEventCondition',
        },
        {
          id: 'sentry.rules.conditions.regression_event.RegressionEventCondition',
        },
      ],
      actions: [{ targetType: 'Team', targetIdentifier: '102' }],
    });
  });

  it('is an alert of GlitchTip there', async () => {
    await start({ dialect: 'glitchtip' });
    expect(await create()).toMatchObject({ kind: 'glitchtip' });
    const [alert] = await read('/projects/acme/shop-web/alerts/');
    expect(alert).toMatchObject({
      name: 'Tell the team',
      alertRecipients: [{ recipientType: 'email' }],
    });
  });

  it('asks nothing more once a resumed step has it', async () => {
    await start();
    const checkpoints: Checkpoints = new Map();
    await create({}, { checkpoints });
    emulator.clearRequests();
    expect(await create({}, { checkpoints })).toMatchObject({ created: true });
    expect(emulator.requests()).toEqual([]);
  });

  it('names the scope that the token lacks', async () => {
    await start();
    emulator.addToken({
      token,
      scopes: ['project:read', 'org:read'],
      organizations: ['acme'],
    });
    const { name, message } = await failureOf(create());
    expect(name).toBe('NotAllowedError');
    expect(message).toContain('it needs alerts:write');
  });

  it('passes on what Sentry says of a body', async () => {
    await start();
    const { name, message } = await failureOf(
      create({ name: 'x'.repeat(257) }),
    );
    expect(name).toBe('InputError');
    expect(message).toContain('name: Ensure this field has no more than 256');
  });

  it('asks nothing in a dry run', async () => {
    await start();
    expect(await create({}, { isDryRun: true })).toMatchObject({
      alertId: '0',
    });
    expect(emulator.requests()).toEqual([]);
  });
});
