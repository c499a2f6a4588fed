import { demoToken } from 'backstage-plugin-sentry-emulator';
import type { JsonObject } from '@backstage/types';
import {
  bob,
  captureIssues,
  changesOf,
  idsOf,
  startTriagePortal,
  triageEntities,
} from '../__testUtils__/triagePortal';
import { useEmulator } from '../__testUtils__/useEmulator';
import { adaOfCatalog, hash, type Person } from '../__testUtils__/userPortal';

const reading = ['event:read', 'org:read', 'project:read'];
const writing = [...reading, 'event:write'];
const ada: Person = { who: 'user:default/ada', token: hash('ada writes') };
const adaReads: Person = { ...ada, token: hash('ada reads') };
/** The same user of Backstage with the token of somebody else. */
const stolen: Person = { ...ada, token: hash('jonas writes') };
const elsewhere: Person = { ...bob, token: hash('another organization') };

const emulator = useEmulator(async sentry => {
  await captureIssues(sentry);
  const acme = { organizations: ['acme'] };
  for (const token of [
    { token: hash('ada writes'), scopes: writing, user: '501', ...acme },
    { token: hash('ada reads'), scopes: reading, user: '501', ...acme },
    { token: hash('jonas writes'), scopes: writing, user: '502', ...acme },
    {
      token: hash('another organization'),
      scopes: writing,
      organizations: ['acme-labs'],
    },
  ]) {
    sentry.addToken(token);
  }
});
const first = () => idsOf(emulator(), 'shop-web')[0];
/** Asks Sentry with the tokens of users alone. */
const asUsers = { auth: { type: 'user' }, token: undefined, instances: [] };

/** Where users connect to, and what is configured besides. */
async function start(
  sentry: JsonObject = {},
  connectTo: string = emulator().url,
) {
  const portal = await startTriagePortal({
    emulator: emulator(),
    sentry,
    ...(connectTo && {
      root: {
        auth: {
          providers: {
            sentry: {
              development: {
                clientId: 'id',
                clientSecret: 'secret',
                baseUrl: connectTo,
              },
            },
          },
        },
      },
    }),
    entities: [...triageEntities, adaOfCatalog],
  });
  emulator().clearRequests();
  return portal;
}

describe('a change is made', () => {
  const resolve = { status: 'resolved' };
  /** Of an issue that is open: Sentry skips what is resolved already. */
  const resolveAs = async (
    portal: Awaited<ReturnType<typeof start>>,
    person?: Person,
  ) => {
    const issue = `issues/${first()}`;
    await portal.patch('web', issue, { status: 'unresolved' }, person);
    const { body } = await portal.patch('web', issue, resolve, person);
    return body;
  };

  it.each([
    ['reads with the tokens of users', asUsers],
    ['reads with a token of its own', {}],
  ])(
    'as the caller who has connected, where the portal %s',
    async (_, sentry) => {
      const portal = await start(sentry);
      const body = await resolveAs(portal, ada);
      expect(body.items).toMatchObject([
        { actedAs: 'user', statusDetails: { actor: 'Ada Park' } },
      ]);
    },
  );

  it('as the portal for who has not connected', async () => {
    const portal = await start();
    const body = await resolveAs(portal);
    expect(body.items).toMatchObject([{ actedAs: 'service' }]);
    expect(body.items[0].statusDetails.actor).toBe('Backstage');
  });

  it.each([['https://sentry.io'], ['none']])(
    'as the portal where users connect to another server: %s',
    async connectTo => {
      const portal = await start({}, connectTo === 'none' ? '' : connectTo);
      const body = await resolveAs(portal, ada);
      expect(body.items).toMatchObject([{ actedAs: 'service' }]);
    },
  );

  it.each([
    ['is of another account', stolen],
    ['does not reach the organization', elsewhere],
    ['is none', { ...ada, token: hash('nobody') }],
  ])('as nobody where the token of the caller %s', async (_, person) => {
    const portal = await start();
    const { status, body } = await portal.patch(
      'web',
      `issues/${first()}`,
      resolve,
      person,
    );
    expect([status, body.error.code]).toEqual([
      expect.any(Number),
      expect.stringMatching(/NOT_CONNECTED|TOKEN_REJECTED/),
    ]);
    expect(changesOf(emulator())).toEqual([]);
  });

  it('as nobody else where the own token lacks the scope, which is asked for then', async () => {
    const portal = await start();
    const { status, body } = await portal.patch(
      'web',
      `issues/${first()}`,
      resolve,
      adaReads,
    );
    expect([status, body.error.code]).toEqual([502, 'SCOPE_MISSING']);
    expect(body.error.action).toContain('Connect to Sentry');
  });
});

describe('what one may do', () => {
  const target = {
    instance: 'default',
    organization: 'acme',
    projects: ['11'],
  };

  it('is told, and as whom, asking Sentry once', async () => {
    const portal = await start();
    const { status, body, headers } = await portal.advice('web');
    expect([status, body]).toEqual([
      200,
      {
        allowed: true,
        actsAs: 'service',
        items: [
          {
            ...target,
            allowed: true,
            actsAs: 'service',
            actorName: 'Backstage',
            canConnect: true,
            server: 'sentry',
            fields: [
              'status',
              'resolution',
              'substatus',
              'isReviewed',
              'assignedTo',
              'priority',
            ],
          },
        ],
      },
    ]);
    expect(headers['cache-control']).toBe('private, no-store');
    emulator().clearRequests();
    expect((await portal.advice('web')).body).toEqual(body);
    expect(emulator().requests()).toEqual([]);
  });

  it('is told of the own account', async () => {
    const portal = await start();
    const { body } = await portal.advice('web', ada);
    expect(body).toMatchObject({
      allowed: true,
      actsAs: 'user',
      items: [{ actsAs: 'user', actorName: 'Ada Park', canConnect: false }],
    });
  });

  it.each([
    [
      'the portal',
      bob,
      'service',
      /platform team .*`event:write`.* Developer Settings/,
    ],
    ['the caller', adaReads, 'user', /Connect to Sentry again.*`event:write`/],
  ])(
    'names the scope that the token of %s lacks',
    async (_, person, actsAs, action) => {
      const portal = await start({ token: demoToken('default') });
      const { body } = await portal.advice('web', person);
      expect(body).toMatchObject({
        allowed: false,
        reason: 'problem',
        problem: {
          code: 'SCOPE_MISSING',
          message: expect.stringContaining('event:write'),
          action: expect.stringMatching(action),
          isChange: true,
        },
        actsAs,
        items: [{ ...target, allowed: false, missingScope: 'event:write' }],
      });
    },
  );

  it('differs by organization', async () => {
    const portal = await start({
      instances: [
        {
          name: 'eu',
          baseUrl: emulator().url,
          organization: 'acme-eu',
          auth: { type: 'token', token: demoToken('eu') },
        },
      ],
    });
    const { body } = await portal.advice('far');
    expect(body).toMatchObject({
      allowed: true,
      items: [
        { organization: 'acme', allowed: true },
        { organization: 'acme-eu', allowed: false, reason: 'problem' },
      ],
    });
    expect(body.problem).toBeUndefined();
  });

  it('is nothing where config says so, nor where the token is not theirs', async () => {
    const off = await start({ triage: { enabled: false } });
    expect((await off.advice('web')).body).toMatchObject({
      allowed: false,
      reason: 'disabled',
      problem: { code: 'NOT_CONFIGURED' },
      items: [],
    });
    expect(emulator().requests()).toEqual([]);
    const portal = await start();
    expect((await portal.advice('web', stolen)).body).toMatchObject({
      allowed: false,
      reason: 'problem',
      problem: { code: 'NOT_CONNECTED' },
      actsAs: 'user',
    });
  });

  it('is nothing without the permission, and Sentry is not asked', async () => {
    const portal = await startTriagePortal({
      emulator: emulator(),
      policy: { readOnly: [bob.who] },
    });
    expect((await portal.advice('web')).body).toEqual({
      allowed: false,
      reason: 'forbidden',
      items: [],
    });
    expect(emulator().requests()).toEqual([]);
  });

  it('asks who is not connected to connect', async () => {
    const portal = await start(asUsers);
    expect((await portal.advice('web')).body).toMatchObject({
      allowed: false,
      reason: 'problem',
      problem: { code: 'NOT_CONNECTED' },
    });
  });
});
