import { inspect } from 'node:util';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { startEmulator, type Emulator } from 'backstage-plugin-sentry-emulator';
import { recordingAuditor } from '../__testUtils__/recordingAuditor';
import { startSts } from '../__testUtils__/startSts';
import { TokenExchange } from '../credentials/exchange/TokenExchange';
import { SentryCaller } from '../credentials/types';
import { allowLoopbackFetch } from '../testUtils';
import { DefaultSentryService } from './DefaultSentryService';

const callerOf = (user: string) =>
  new SentryCaller({ credentials: mockCredentials.user(user) });
const ADA = 'user:default/ada';
const JONAS = 'user:default/jonas';

/** From the identity in Backstage to Sentry's answer, through a real authorization server. */
describe('auth.type token-exchange', () => {
  allowLoopbackFetch();

  let sts: Awaited<ReturnType<typeof startSts>>;
  let emulator: Emulator;
  beforeAll(async () => {
    sts = await startSts();
  });
  afterAll(() => sts.close());
  beforeEach(async () => {
    sts.issued.length = 0;
    emulator = await startEmulator({ port: 0 });
  });
  afterEach(() => emulator.close());

  function setup(options: { auth?: object; trusted?: boolean } = {}) {
    const { trusted } = options;
    const auth = mockServices.auth();
    jest
      .spyOn(auth, 'getLimitedUserToken')
      .mockImplementation(async ({ principal }) => ({
        token: await sts.identityOf(principal.userEntityRef, { trusted }),
        expiresAt: new Date(),
      }));
    const logger = mockServices.logger.mock();
    const { auditor, events } = recordingAuditor();
    const exchange = {
      type: 'token-exchange',
      tokenUrl: sts.tokenUrl,
      clientId: sts.clientId,
      clientSecret: sts.clientSecret,
      ...options.auth,
    };
    const data = (changes: object = {}) => ({
      sentry: {
        organization: 'acme',
        baseUrl: emulator.url,
        // The keys of one type are none of another's.
        auth: 'type' in changes ? changes : { ...exchange, ...changes },
      },
    });
    const config = mockServices.rootConfig({ data: data() });
    const service = DefaultSentryService.create({
      auditor,
      auth,
      logger,
      metrics: metricsServiceMock.mock(),
      config,
      // The token is Sentry's from the moment that the service gave it out.
      fetch: async (url, init) => {
        for (const { token, subject } of sts.issued) {
          emulator.addToken({
            token,
            scopes: ['org:read', 'project:read', 'event:read'],
            organizations: subject === ADA ? ['acme'] : ['acme-labs'],
          });
        }
        return fetch(url, init);
      },
    });
    const change = (changes?: object) => config.update({ data: data(changes) });
    return { service, logger, events, change };
  }

  it("asks Sentry with a token of the caller's own", async () => {
    const { service } = setup();
    const client = await service.getClient('default', {
      caller: callerOf(ADA),
    });
    const { items } = await client.listProjects('acme', {});
    expect(items.map(({ slug }) => slug)).toContain('shop-web');
    expect(sts.issued).toMatchObject([
      {
        subject: ADA,
        resource: `${emulator.url}/api/0/`,
        scope: 'event:read project:read org:read',
        subjectTokenType: 'urn:ietf:params:oauth:token-type:jwt',
      },
    ]);
  });

  it('exchanges once for a user, however many calls there are at once', async () => {
    const { service } = setup();
    const ask = async () => {
      const caller = callerOf(ADA);
      const client = await service.getClient('default', { caller });
      return client.listProjects('acme', {});
    };
    await Promise.all([ask(), ask(), ask()]);
    await ask();
    expect(sts.issued).toHaveLength(1);
  });

  it('keeps two users apart, in their answers and credential ids', async () => {
    const { service } = setup();
    const ada = await service.getClient('default', { caller: callerOf(ADA) });
    const jonas = await service.getClient('default', {
      caller: callerOf(JONAS),
    });
    expect(ada.credentialId).not.toBe(jonas.credentialId);
    await expect(ada.listProjects('acme', {})).resolves.toBeDefined();
    await expect(jonas.listProjects('acme', {})).rejects.toMatchObject({
      code: 'SCOPE_MISSING',
    });
    await expect(jonas.listProjects('acme-labs', {})).resolves.toBeDefined();
    expect(sts.issued.map(({ subject }) => subject)).toEqual([ADA, JONAS]);
  });

  it('exchanges again, once, when Sentry rejects the token', async () => {
    const { service } = setup();
    const client = await service.getClient('default', {
      caller: callerOf(ADA),
    });
    await client.listProjects('acme', {});
    // A Sentry that has forgotten the first token.
    const { port } = new URL(emulator.url);
    await emulator.close();
    emulator = await startEmulator({ port: Number(port) });
    sts.issued.length = 0;
    await expect(client.listProjects('acme', {})).resolves.toBeDefined();
    expect(sts.issued).toHaveLength(1);
    expect(emulator.requests().map(({ status }) => status)).toEqual([401, 200]);
  });

  it.each<[what: string, user: string, code: string, says: RegExp]>([
    ['a refusal by policy', 'user:default/eve', 'SCOPE_MISSING', /Contractors/],
    [
      'a consent that is missing',
      'user:default/newcomer',
      'NOT_CONNECTED',
      /Agree to the terms/,
    ],
  ])('reports %s', async (_, user, code, says) => {
    const { service } = setup();
    const client = await service.getClient('default', {
      caller: callerOf(user),
    });
    const failure = await client.listProjects('acme', {}).catch(e => e);
    expect(failure).toMatchObject({
      code,
      message: expect.stringMatching(says),
      action: expect.stringContaining(new URL(sts.tokenUrl).host),
    });
    expect(failure.message).not.toContain('@');
    expect(emulator.requests()).toEqual([]);
  });

  it.each<[what: string, options: Parameters<typeof setup>[0], code: string]>([
    [
      'an identity that it does not trust',
      { trusted: false },
      'TOKEN_REJECTED',
    ],
    [
      'a client that it does not know',
      { auth: { clientSecret: 'planted-wrong-secret' } },
      'NOT_CONFIGURED',
    ],
    [
      'an address where there is no such service',
      { auth: { tokenUrl: 'http://127.0.0.1:1/token' } },
      'UPSTREAM_UNAVAILABLE',
    ],
  ])('reports %s without secrets', async (_, options, code) => {
    const { service, logger, events } = setup(options);
    const client = await service.getClient('default', {
      caller: callerOf(ADA),
    });
    const failure = await client.listProjects('acme', {}).catch(e => e);
    expect(failure).toMatchObject({ code, action: expect.any(String) });
    const shown = inspect(
      [
        failure,
        service,
        events,
        client,
        logger.debug.mock.calls,
        logger.warn.mock.calls,
      ],
      { depth: Infinity, showHidden: true },
    );
    expect(shown).not.toContain(sts.clientSecret);
    expect(shown).not.toContain('planted-wrong-secret');
    expect(shown).not.toContain('eyJ');
    expect(emulator.requests()).toEqual([]);
  });

  it.each([
    ['nobody', undefined],
    ['a service', new SentryCaller({ credentials: mockCredentials.service() })],
    ['a visitor', new SentryCaller({ credentials: mockCredentials.none() })],
  ])('is not used for %s', async (_, caller) => {
    const { service } = setup();
    await expect(
      service.getClient('default', { caller }),
    ).rejects.toMatchObject({
      code: 'NOT_CONNECTED',
      action: expect.stringContaining('Sign in'),
    });
    expect(sts.issued).toEqual([]);
  });

  describe('is audited', () => {
    it('once for each exchange, and not for a token that is kept', async () => {
      const { service, events } = setup();
      const client = await service.getClient('default', {
        caller: callerOf(ADA),
      });
      await client.listProjects('acme', {});
      await client.listProjects('acme', {});
      expect(events).toEqual([
        {
          eventId: 'token-exchange',
          severityLevel: 'medium',
          status: 'succeeded',
          meta: {
            operation: 'token-exchange',
            user: ADA,
            instance: 'default',
            credential: 'token-exchange',
            service: new URL(sts.tokenUrl).host,
            resource: `${emulator.url}/api/0/`,
            scopes: ['event:read', 'project:read', 'org:read'],
            decision: 'allowed',
            outcome: 'succeeded',
          },
        },
      ]);
      const shown = inspect(events, { depth: Infinity });
      expect(shown).not.toContain(sts.issued[0].token);
      expect(shown).not.toContain(sts.clientSecret);
    });

    it.each<
      [
        what: string,
        user: string,
        options: Parameters<typeof setup>[0],
        meta: object,
      ]
    >([
      [
        'a refusal by policy',
        'user:default/eve',
        {},
        { decision: 'denied', outcome: 'SCOPE_MISSING' },
      ],
      [
        'an identity that is not trusted',
        ADA,
        { trusted: false },
        { decision: 'denied', outcome: 'TOKEN_REJECTED' },
      ],
      [
        'a service that fails',
        ADA,
        { auth: { tokenUrl: 'http://127.0.0.1:1/token' } },
        { decision: 'undecided', outcome: 'UPSTREAM_UNAVAILABLE' },
      ],
    ])('for %s, too', async (_, user, options, meta) => {
      const { service, events } = setup(options);
      const client = await service.getClient('default', {
        caller: callerOf(user),
      });
      await client.listProjects('acme', {}).catch(() => undefined);
      expect(events).toMatchObject([
        {
          severityLevel: 'medium',
          status: 'failed',
          error: new Error(Object(meta).outcome),
          meta: { user, ...meta },
        },
      ]);
    });
  });

  describe('whose config changes', () => {
    const clientOf = async (service: DefaultSentryService) =>
      service.getClient('default', { caller: callerOf(ADA) });

    it('takes over the client secret, and uses tokens from before until they end', async () => {
      const { service, change, logger } = setup({
        auth: { clientSecret: 'planted-wrong-secret' },
      });
      const early = await clientOf(service);
      await expect(early.listProjects('acme', {})).rejects.toMatchObject({
        code: 'NOT_CONFIGURED',
      });
      change({ clientSecret: sts.clientSecret });
      await expect(early.listProjects('acme', {})).resolves.toBeDefined();
      change({ clientSecret: 'planted-wrong-again' });
      const late = await clientOf(service);
      await expect(late.listProjects('acme', {})).resolves.toBeDefined();
      expect(late.credentialId).toBe(early.credentialId);
      expect(sts.issued).toHaveLength(1);
      expect(logger.info).toHaveBeenCalledTimes(2);
      expect(JSON.stringify(logger.info.mock.calls)).not.toContain('planted');
    });

    it('drops the tokens of another service, and changes the credential id', async () => {
      const { service, change } = setup();
      const before = await clientOf(service);
      await before.listProjects('acme', {});
      change({ tokenUrl: 'http://127.0.0.1:1/token' });
      const after = await clientOf(service);
      expect(after.credentialId).not.toBe(before.credentialId);
      await expect(after.listProjects('acme', {})).rejects.toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
      });
    });

    it('keeps what it has where the change is malformed or blank', async () => {
      const { service, change, logger } = setup();
      change({ tokenUrl: 'nonsense' });
      change({ clientSecret: '' });
      const client = await clientOf(service);
      await expect(client.listProjects('acme', {})).resolves.toBeDefined();
      expect(logger.warn).toHaveBeenCalledTimes(2);
    });

    it('needs a restart for another auth type', async () => {
      const { service, change, logger } = setup();
      change({ type: 'user' });
      const client = await clientOf(service);
      await expect(client.listProjects('acme', {})).resolves.toBeDefined();
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringMatching(/auth\.type .* after a restart/),
      );
    });
  });

  it('returns when the token ends, once there is one', async () => {
    const { service } = setup();
    const client = await service.getClient('default', {
      caller: callerOf(ADA),
    });
    expect(client.isShared).toBe(false);
    expect(client.expiresAt).toBeUndefined();
    const before = Date.now();
    await client.listProjects('acme', {});
    expect(client.expiresAt).toBeGreaterThan(before);
  });

  it('exchanges again shortly before the token ends', async () => {
    let now = Date.UTC(2026, 0, 1);
    const auth = mockServices.auth();
    jest.spyOn(auth, 'getLimitedUserToken').mockImplementation(async () => ({
      token: await sts.identityOf(ADA),
      expiresAt: new Date(),
    }));
    const exchange = new TokenExchange({
      instance: { name: 'default', client: { timeoutMs: 5_000 } },
      settings: {
        tokenUrl: sts.tokenUrl,
        clientId: sts.clientId,
        clientSecret: sts.clientSecret,
        resource: 'https://sentry.io/api/0/',
        scopes: ['event:read'],
        subjectTokenType: 'urn:ietf:params:oauth:token-type:jwt',
      },
      auditor: recordingAuditor().auditor,
      auth,
      logger: mockServices.logger.mock(),
      now: () => now,
    });
    const credentials = exchange.credentialsFor(callerOf(ADA));
    const first = await credentials.getAuthorization();
    now += 530_000;
    await expect(credentials.getAuthorization()).resolves.toBe(first);
    now += 20_000;
    const second = await credentials.getAuthorization();
    expect(second).not.toBe(first);
    expect(sts.issued).toHaveLength(2);
  });
});
