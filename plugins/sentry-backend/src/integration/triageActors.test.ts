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
import { adaOfCatalog, hash, Person } from '../__testUtils__/userPortal';
import {
  coreServices,
  createServiceFactory,
  type AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { FakeCache } from '../__testUtils__/FakeCache';
import { guardedLogger } from '../__testUtils__/logGuard';
import { holder } from '../__testUtils__/manyProjects';
import { SecretWitness } from '../__testUtils__/secretWitness';
import type { PortalOptions } from '../__testUtils__/startPortal';

describe('as whom issues are changed', () => {
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

    it('is reported, and as whom, asking Sentry once', async () => {
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

    it('is reported for the own account', async () => {
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
      [
        'the caller',
        adaReads,
        'user',
        /Connect to Sentry again.*`event:write`/,
      ],
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
});

describe('changes in the audit', () => {
  const emulator = useEmulator(captureIssues);

  /** What an auditor does besides, such as fail. */
  type Hook = (what: 'initiated' | 'succeeded' | 'failed') => void;

  async function start(
    options: Partial<PortalOptions> = {},
    hook: Hook = () => {},
  ) {
    const events: object[] = [];
    const log: unknown[] = [];
    const portal = await startTriagePortal({
      emulator: emulator(),
      ...options,
      features: [
        createServiceFactory({
          service: coreServices.auditor,
          deps: {},
          factory: () => ({
            createEvent: async ({
              request: asked,
              meta,
              ...event
            }: AuditorServiceCreateEventOptions) => {
              hook('initiated');
              const end =
                (status: 'succeeded' | 'failed') =>
                async (more?: { meta?: object; error?: Error }) => {
                  hook(status);
                  events.push({
                    ...event,
                    url: asked?.originalUrl,
                    status,
                    meta: { ...meta, ...more?.meta },
                  });
                };
              return { success: end('succeeded'), fail: end('failed') };
            },
          }),
        }),
        createServiceFactory({
          service: coreServices.rootLogger,
          deps: {},
          factory: () => guardedLogger((...line) => log.push(line)),
        }),
      ],
    });
    return { events, log, portal };
  }

  /** An auditor that fails at one step. */
  const failAt =
    (step: string): Hook =>
    what => {
      if (what === step) {
        throw new Error('The auditor is down');
      }
    };

  describe('the audit of changes', () => {
    it('records who changed what of which issues, where, as whom, and how it ended', async () => {
      const { events, portal } = await start();
      const [web] = idsOf(emulator(), 'shop-web');
      const [far] = idsOf(emulator(), 'billing', 'acme-eu');
      await portal.patch('far', 'issues?project=shop-web', {
        ids: [web],
        priority: 'low',
      });
      await portal.patch('far', 'issues', {
        ids: [web, far],
        status: 'resolved',
        resolution: { inRelease: 'shop-web@1.0.0' },
      });
      const url = '/api/sentry/entities/component/default/far/issues';
      const act = {
        instance: 'default',
        organization: 'acme',
        projects: ['shop-web'],
        issues: [web],
        actedAs: 'service',
        outcome: 'succeeded',
      };
      expect(events).toEqual([
        {
          eventId: 'issue-update',
          severityLevel: 'high',
          url,
          status: 'succeeded',
          meta: expect.objectContaining({
            operation: 'issue-update',
            entity: 'component:default/far',
            issues: [web],
            fields: { priority: 'low' },
            acts: [act],
            decision: 'allowed',
            outcome: 'succeeded',
          }),
        },
        expect.objectContaining({
          status: 'succeeded',
          meta: expect.objectContaining({
            issues: [web, far],
            fields: { status: 'resolved', resolution: 'inRelease' },
            acts: expect.arrayContaining([
              act,
              {
                instance: 'eu',
                organization: 'acme-eu',
                projects: ['billing'],
                issues: [far],
                actedAs: 'service',
                outcome: 'SCOPE_MISSING',
              },
            ]),
          }),
        }),
      ]);
    });

    it.each([
      ['denied', 'NotAllowedError', { policy: { readOnly: [bob.who] } }],
      ['unreadable', 'NotFoundError', { policy: { hiddenFrom: [bob.who] } }],
      [
        'undecided',
        'NOT_CONFIGURED',
        { sentry: { triage: { enabled: false } } },
      ],
      ['allowed', 'SCOPE_MISSING', { sentry: { token: demoToken('default') } }],
    ])(
      'records one that was not made: %s',
      async (decision, outcome, options) => {
        const { events, portal } = await start(options);
        const [id] = idsOf(emulator(), 'shop-web');
        await portal.patch('web', `issues/${id}`, { assignedTo: 'user:501' });
        expect(events).toMatchObject([
          {
            eventId: 'issue-update',
            severityLevel: 'high',
            status: 'failed',
            meta: { entity: 'component:default/web', decision, outcome },
          },
        ]);
      },
    );

    it('records one that was denied for the component whose issue it is', async () => {
      const pay = 'component:default/pay';
      const { events, portal } = await start({
        entities: [
          holder('System', 'shop', 'hasPart', ['component:default/web', pay]),
          ...triageEntities,
        ],
        policy: { readOnlyEntities: { [bob.who]: [pay] } },
      });
      const [id] = idsOf(emulator(), 'payments');
      await portal
        .as(
          request(portal.server).patch(
            `/api/sentry/entities/system/default/shop/issues/${id}`,
          ),
          bob,
        )
        .send({ status: 'resolved' });
      expect(events).toMatchObject([
        {
          severityLevel: 'high',
          status: 'failed',
          meta: {
            issues: [id],
            acts: [],
            decision: 'denied',
            outcome: 'NotAllowedError',
          },
        },
      ]);
    });

    it('is begun before Sentry is asked for anything', async () => {
      const seen: [string, number, number][] = [];
      const { portal } = await start({}, what => {
        const [all, changes] = [emulator().requests(), changesOf(emulator())];
        seen.push([what, all.length - changes.length, changes.length]);
      });
      const [id] = idsOf(emulator(), 'shop-web');
      const body = { status: 'ignored' };
      const { status } = await portal.patch('web', `issues/${id}`, body);
      expect(status).toBe(200);
      expect(seen).toEqual([
        ['initiated', 0, 0],
        ['succeeded', expect.any(Number), 1],
      ]);
    });

    it('lets nothing be changed where it can not be begun', async () => {
      const { portal } = await start({}, failAt('initiated'));
      const [id] = idsOf(emulator(), 'shop-web');
      const body = { status: 'resolved' };
      const { status } = await portal.patch('web', `issues/${id}`, body);
      expect(status).toBe(500);
      expect(emulator().requests()).toEqual([]);
    });

    it('makes no failure of a change that Sentry has taken where it can not be ended', async () => {
      const { log, portal } = await start({}, failAt('succeeded'));
      const [id] = idsOf(emulator(), 'shop-web');
      const answer = await portal.patch('web', `issues/${id}`, {
        priority: 'high',
      });
      expect([answer.status, answer.body]).toMatchObject([
        200,
        { items: [{ id, priority: 'high' }], problems: [] },
      ]);
      expect(changesOf(emulator())).toHaveLength(1);
      expect(JSON.stringify(log)).toMatch(
        /issue-update of component:default\/web .* succeeded: Error: The auditor is down/,
      );
    });

    it('records what was wrong with a change also where the event cannot be ended', async () => {
      const { log, portal } = await start(
        { sentry: { token: demoToken('default') } },
        failAt('failed'),
      );
      const [id] = idsOf(emulator(), 'shop-web');
      const body = { status: 'resolved' };
      const answer = await portal.patch('web', `issues/${id}`, body);
      expect(answer.body.error.code).toBe('SCOPE_MISSING');
      expect(JSON.stringify(log)).toContain(
        'SCOPE_MISSING: Error: The auditor',
      );
    });

    it('records a body that is not JSON, without repeating it', async () => {
      const { events, portal } = await start();
      await request(portal.server)
        .patch(portal.path('web', 'issues/1'))
        .set('authorization', mockCredentials.user.header(bob.who))
        .set('content-type', 'text/plain')
        .send('planted-text');
      expect(events).toMatchObject([
        { status: 'failed', meta: { outcome: 'UnsupportedMediaTypeError' } },
      ]);
      expect(JSON.stringify(events)).not.toContain('planted-text');
    });
  });

  it('no token is in anything that a change leaves behind', async () => {
    const secrets = { 'of the portal': hash('portal'), 'of ada': hash('ada') };
    for (const token of Object.values(secrets)) {
      emulator().addToken({
        token,
        scopes: ['event:write', 'org:read', 'project:read'],
        organizations: ['acme'],
      });
    }
    const witness = SecretWitness.of(secrets);
    const cache = new FakeCache();
    const portal = await startTriagePortal({
      emulator: emulator(),
      cache,
      sentry: { token: secrets['of the portal'] },
      root: {
        auth: {
          providers: { sentry: { development: { baseUrl: emulator().url } } },
        },
      },
      features: witness.features,
    });
    const [id] = idsOf(emulator(), 'shop-web');
    const ada = { who: 'user:default/ada', token: secrets['of ada'] };
    for (const person of [bob, ada]) {
      witness.noteResponse(await portal.advice('web', person));
      for (const change of [{ priority: 'low' }, { assignedTo: 'user:999' }]) {
        witness.noteResponse(
          await portal.patch('web', `issues/${id}`, change, person),
        );
      }
    }
    emulator().addFault({
      status: 403,
      detail: `Bearer ${secrets['of the portal']}`,
    });
    witness.noteResponse(
      await portal.patch('web', `issues/${id}`, { priority: 'high' }),
    );
    witness.note('cache', [...cache.entries]);
    expect(witness.count('response')).toBe(7);
    expect(witness.count('audit')).toBeGreaterThan(6);
    expect(witness.leaks).toEqual([]);
  });
});
