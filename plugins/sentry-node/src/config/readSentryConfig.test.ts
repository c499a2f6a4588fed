import { inspect } from 'node:util';
import { ConfigReader } from '@backstage/config';
import type { JsonObject, JsonValue } from '@backstage/types';
import { readSentryConfig } from './readSentryConfig';

describe('readSentryConfig', () => {
  const TOKEN = 'f'.repeat(64);

  function read(sentry?: JsonObject, warn?: (message: string) => void) {
    return readSentryConfig(new ConfigReader(sentry ? { sentry } : {}), {
      warn,
    });
  }

  describe('readSentryConfig', () => {
    it('has no instances, and the documented defaults, without a sentry section', () => {
      expect(read()).toEqual({
        instances: [],
        cache: { ttlMs: 60_000, staleForMs: 900_000, accessTtlMs: 30_000 },
        triage: { enabled: false },
        coverage: {
          schedule: {
            frequency: { milliseconds: 3_600_000 },
            timeout: { milliseconds: 600_000 },
            initialDelay: { milliseconds: 60_000 },
          },
          applyExactMatches: false,
        },
        detail: { include: [] },
      });
    });

    it('reads the short form as the instance named default', () => {
      const { instances } = read({ organization: 'acme', token: TOKEN });
      expect(instances).toEqual([
        {
          name: 'default',
          baseUrl: 'https://sentry.io',
          organization: 'acme',
          allowedOrganizations: [],
          authType: 'token',
          client: { timeoutMs: 10_000, maxConcurrency: 5, retries: 2 },
        },
      ]);
    });

    it.each(['organization', 'token', 'baseUrl'])(
      'takes %s alone at the top level for the short form',
      key => {
        const value = key === 'baseUrl' ? 'https://sentry.example.com' : 'acme';
        expect(read({ [key]: value }).instances).toHaveLength(1);
      },
    );

    it('has no default instance where only other keys are at the top level', () => {
      const { instances } = read({
        cache: { ttl: '5s' },
        instances: [{ name: 'eu', organization: 'acme-eu' }],
      });
      expect(instances.map(({ name }) => name)).toEqual(['eu']);
    });

    it('reads instances, which take over the client section and may override it', () => {
      const { instances } = read({
        organization: 'acme',
        client: { timeout: '20s', retries: 0 },
        instances: [
          {
            name: 'eu',
            baseUrl: 'https://de.sentry.io/',
            organization: 'acme-eu',
            allowedOrganizations: ['*'],
            auth: { type: 'token', token: TOKEN },
            client: { maxConcurrency: 1 },
          },
        ],
      });
      expect(instances[1]).toEqual({
        name: 'eu',
        baseUrl: 'https://de.sentry.io',
        organization: 'acme-eu',
        allowedOrganizations: ['*'],
        authType: 'token',
        client: { timeoutMs: 20_000, maxConcurrency: 1, retries: 0 },
      });
    });

    it.each([[['*']], ['*'], [' * ']])(
      'lets annotations name any organization where %j are allowed',
      allowedOrganizations => {
        const [instance] = read({
          organization: 'acme',
          allowedOrganizations,
        }).instances;
        expect(instance.allowedOrganizations).toEqual(['*']);
      },
    );

    it('puts the instance named default first, wherever it stands', () => {
      const { instances } = read({
        instances: [{ name: 'eu' }, { name: 'default' }],
      });
      expect(instances.map(({ name }) => name)).toEqual(['default', 'eu']);
    });

    it.each([
      ['60s', 60_000],
      ['15m', 900_000],
      ['2 hours', 7_200_000],
      ['PT1M', 60_000],
      [{ minutes: 1, seconds: 30 }, 90_000],
      ['0s', 0],
      [0, 0],
      ['0', 0],
    ])('reads the duration %j', (ttl, milliseconds) => {
      expect(read({ cache: { ttl } }).cache.ttlMs).toBe(milliseconds);
    });

    it.each([undefined, '', '  '])(
      'takes the token %j of an unset environment variable for none',
      token => {
        for (const config of [{ token }, { auth: { type: 'token', token } }]) {
          const { instances } = read({ organization: 'acme', ...config });
          expect(instances[0].authType).toBeUndefined();
        }
      },
    );

    it('keeps a path in baseUrl, and drops trailing slashes', () => {
      const { instances } = read({
        baseUrl: 'https://example.com/tools/sentry//',
      });
      expect(instances[0].baseUrl).toBe('https://example.com/tools/sentry');
    });

    it('reads publicUrl of each instance, which may use http', () => {
      const warn = jest.fn();
      const { instances } = read(
        {
          baseUrl: 'https://sentry.internal',
          publicUrl: 'https://sentry.acme.com/s/',
          instances: [{ name: 'eu', publicUrl: 'http://eu.acme.com' }],
        },
        warn,
      );
      expect(instances.map(({ publicUrl }) => publicUrl)).toEqual([
        'https://sentry.acme.com/s',
        'http://eu.acme.com',
      ]);
      expect(warn).not.toHaveBeenCalled();
    });

    it('reads that users need an id at Sentry', () => {
      const { instances } = read({
        auth: { type: 'user', requireUserId: true },
        instances: [{ name: 'eu', auth: { type: 'user' } }],
      });
      expect(instances.map(({ requireUserId }) => requireUserId)).toEqual([
        true,
        undefined,
      ]);
    });

    it('warns of http, except on this machine', () => {
      const warn = jest.fn();
      read({ baseUrl: 'http://127.0.0.1:7009' }, warn);
      read({ baseUrl: 'http://localhost:9000' }, warn);
      read({ baseUrl: 'http://[::1]:9000' }, warn);
      expect(warn).not.toHaveBeenCalled();
      read({ baseUrl: 'http://sentry.example.com' }, warn);
      expect(warn).toHaveBeenCalledWith(
        expect.stringContaining('sentry.baseUrl uses http'),
      );
    });

    it.each<[fault: string, config: JsonObject, path: string, fix: RegExp]>([
      [
        'token beside auth',
        { token: TOKEN, auth: { type: 'token', token: TOKEN } },
        'sentry.token',
        /Keep one/,
      ],
      [
        'auth without a type',
        { auth: { token: TOKEN } },
        'sentry.auth.type',
        /Use one of: token, api-key, user, token-exchange\./,
      ],
      [
        'an auth type that is not served',
        { auth: { type: 'oauth' } },
        'sentry.auth.type',
        /Use one of: token, api-key, user, token-exchange\./,
      ],
      [
        'an auth type that objects inherit',
        { auth: { type: 'constructor' } },
        'sentry.auth.type',
        /Use one of: token, api-key, user, token-exchange\./,
      ],
      [
        'an organization token',
        { token: 'sntrys_abc_def' },
        'sentry.token',
        /org:ci.*internal integration/,
      ],
      [
        'a DSN for a token',
        { token: 'https://abc@sentry.example.com/1' },
        'sentry.token',
        /internal integration/,
      ],
      [
        'a URL for a token',
        { token: 'https://sentry.example.com' },
        'sentry.token',
        /baseUrl/,
      ],
      [
        'a token for an API key',
        { auth: { type: 'api-key', apiKey: 'sntryu_abc' } },
        'sentry.auth.apiKey',
        /type: token/,
      ],
      [
        'an API key with its colon',
        { auth: { type: 'api-key', apiKey: 'abc:' } },
        'sentry.auth.apiKey',
        /key alone/,
      ],
      [
        'the name of a variable for an API key',
        { auth: { type: 'api-key', apiKey: '${SENTRY_KEY}' } },
        'sentry.auth.apiKey',
        /variable/,
      ],
      [
        'a token with its scheme',
        { token: `Bearer ${TOKEN}` },
        'sentry.token',
        /token alone/,
      ],
      [
        'the name of a variable for a token',
        { token: '$SENTRY_TOKEN' },
        'sentry.token',
        /SENTRY_TOKEN/,
      ],
      [
        'a token over two lines',
        { token: `${TOKEN}\n${TOKEN}` },
        'sentry.token',
        /Copy the token again/,
      ],
      ['a token that is a number', { token: 12 }, 'sentry.token', /quotes/],
      [
        'a baseUrl that is none',
        { baseUrl: 'sentry' },
        'sentry.baseUrl',
        /https:\/\/sentry\.io/,
      ],
      [
        'a baseUrl of another protocol',
        { baseUrl: 'ftp://sentry.io' },
        'sentry.baseUrl',
        /http/,
      ],
      [
        'a baseUrl with credentials',
        { baseUrl: 'https://a:b@sentry.io' },
        'sentry.baseUrl',
        /Remove/,
      ],
      [
        'a baseUrl with a query',
        { baseUrl: 'https://sentry.io/?a=b' },
        'sentry.baseUrl',
        /query/,
      ],
      [
        'a baseUrl with a hash',
        { baseUrl: 'https://sentry.io/#' },
        'sentry.baseUrl',
        /hash/,
      ],
      [
        'a baseUrl of the API',
        { baseUrl: 'https://sentry.io/api/0/' },
        'sentry.baseUrl',
        /added for you/,
      ],
      [
        'an organization with a slash',
        { organization: 'acme/shop' },
        'sentry.organization',
        /slug/,
      ],
      [
        'an allowed organization with a space',
        { organization: 'acme', allowedOrganizations: ['ok', 'not ok'] },
        'sentry.allowedOrganizations[1]',
        /slug/,
      ],
      [
        'allowed organizations that are no list',
        { organization: 'acme', allowedOrganizations: 'all' },
        'sentry.allowedOrganizations',
        /\['\*'\]/,
      ],
      [
        'an instance without a name',
        { instances: [{ organization: 'a' }] },
        'sentry.instances[0].name',
        /Name the instance/,
      ],
      [
        'an instance with a colon in its name',
        { instances: [{ name: 'e:u' }] },
        'sentry.instances[0].name',
        /letters/,
      ],
      [
        'two instances of one name',
        { instances: [{ name: 'eu' }, { name: 'eu' }] },
        'sentry.instances[1].name',
        /its own name/,
      ],
      [
        'a second default instance',
        { organization: 'a', instances: [{ name: 'default' }] },
        'sentry.instances[0].name',
        /its own name/,
      ],
      [
        'a fault in an instance',
        { instances: [{ name: 'eu', baseUrl: 'x' }] },
        'sentry.instances[0].baseUrl',
        /https/,
      ],
      [
        'a duration without a unit',
        { cache: { ttl: '60' } },
        'sentry.cache.ttl',
        /60s/,
      ],
      [
        'a duration that is a number',
        { cache: { ttl: 60 } },
        'sentry.cache.ttl',
        /60s/,
      ],
      [
        'a negative duration',
        { cache: { staleFor: { seconds: -1 } } },
        'sentry.cache.staleFor',
        /0 or more/,
      ],
      [
        'a timeout of nothing',
        { client: { timeout: '0s' } },
        'sentry.client.timeout',
        /1 to/,
      ],
      [
        'a timeout of 0',
        { client: { timeout: 0 } },
        'sentry.client.timeout',
        /1 to/,
      ],
      [
        'a concurrency of nothing',
        { client: { maxConcurrency: 0 } },
        'sentry.client.maxConcurrency',
        /1 or more/,
      ],
      [
        'half a retry',
        { client: { retries: 0.5 } },
        'sentry.client.retries',
        /0 to 10/,
      ],
      [
        'a mistyped key',
        { organisation: 'acme' },
        'sentry.organisation',
        /Did you mean `organization`\?/,
      ],
      [
        'a mistyped key of a section',
        { cache: { ttls: '5s' } },
        'sentry.cache.ttls',
        /Did you mean `ttl`\?/,
      ],
      [
        'a key in other letters',
        { instances: [{ name: 'eu', baseURL: 'https://de.sentry.io' }] },
        'sentry.instances[0].baseURL',
        /Did you mean `baseUrl`\?/,
      ],
      [
        'a key that is like none',
        { instances: [{ name: 'eu', cache: {} }] },
        'sentry.instances[0].cache',
        /Use one of: name, organization, token, /,
      ],
      [
        'a mistyped key of auth',
        { auth: { type: 'token', tokne: TOKEN } },
        'sentry.auth.tokne',
        /Did you mean `token`\?/,
      ],
      [
        'a mistyped key of a client',
        { client: { maxConcurency: 1 } },
        'sentry.client.maxConcurency',
        /Did you mean `maxConcurrency`\?/,
      ],
      [
        'a user id that no token of its own needs',
        { auth: { type: 'token', token: TOKEN, requireUserId: true } },
        'sentry.auth.requireUserId',
        /Use one of: type, token\./,
      ],
      [
        'an organization of digits',
        { organization: '4501' },
        'sentry.organization',
        /it is a number.*Use the slug/,
      ],
      [
        'an organization that is a number',
        { organization: 4501 },
        'sentry.organization',
        /it is a number.*Use the slug/,
      ],
      [
        'an allowed organization of digits',
        { organization: 'acme', allowedOrganizations: ['4501'] },
        'sentry.allowedOrganizations[0]',
        /Use the slug/,
      ],
      [
        'a public address of an organization',
        { publicUrl: 'https://sentry.acme.com/organizations/acme' },
        'sentry.publicUrl',
        /Remove \/organizations/,
      ],
      [
        'a start that is checked in words',
        { startupCheck: 'maybe' },
        'sentry.startupCheck',
        /true or false/,
      ],
      ['a section that is text', { cache: 'x' }, 'sentry.cache', /ttl: 60s/],
      ['a client that is a list', { client: [] }, 'sentry.client', /timeout/],
      ['auth that is text', { auth: TOKEN }, 'sentry.auth', /type: token/],
      ['triage that is a flag', { triage: true }, 'sentry.triage', /enabled/],
      [
        'a flag that is none',
        { triage: { enabled: 'maybe' } },
        'sentry.triage.enabled',
        /true or false/,
      ],
      [
        'instances that are no list',
        { instances: { eu: {} } },
        'sentry.instances',
        /list such as/,
      ],
      [
        'an instance that is text',
        { instances: [{ name: 'eu' }, TOKEN] },
        'sentry.instances[1]',
        /list such as/,
      ],
      [
        'retries in words',
        { client: { retries: 'few' } },
        'sentry.client.retries',
        /0 to 10/,
      ],
      [
        'a token for an organization',
        { organization: TOKEN },
        'sentry.organization',
        /slug/,
      ],
      [
        'a token for an allowed organization',
        { organization: 'acme', allowedOrganizations: ['sntryu_abc'] },
        'sentry.allowedOrganizations[0]',
        /slug/,
      ],
      [
        'a kind of server that nobody knows',
        { server: 'bugsink' },
        'sentry.server',
        /sentry or glitchtip/,
      ],
      [
        'a token exchange without an address',
        {
          auth: {
            type: 'token-exchange',
            clientSecret: TOKEN,
            clientId: 'portal',
          },
        },
        'sentry.auth.tokenUrl',
        /token endpoint/,
      ],
      [
        'a token exchange that is not encrypted',
        {
          auth: {
            type: 'token-exchange',
            clientSecret: TOKEN,
            tokenUrl: 'http://sts.example.com/token',
            clientId: 'portal',
          },
        },
        'sentry.auth.tokenUrl',
        /Use https/,
      ],
      [
        'a token exchange without a client',
        {
          auth: {
            type: 'token-exchange',
            clientSecret: TOKEN,
            tokenUrl: 'https://sts.example.com/token',
          },
        },
        'sentry.auth.clientId',
        /as a client/,
      ],
      [
        'scopes that are no list',
        {
          auth: {
            type: 'token-exchange',
            clientSecret: TOKEN,
            tokenUrl: 'https://sts.example.com/token',
            clientId: 'portal',
            scopes: 'event:read',
          },
        },
        'sentry.auth.scopes',
        /such as \[event:read/,
      ],
      [
        'a resource that is no address',
        {
          auth: {
            type: 'token-exchange',
            clientSecret: TOKEN,
            tokenUrl: 'https://sts.example.com/token',
            clientId: 'portal',
            resource: 'sentry',
          },
        },
        'sentry.auth.resource',
        /leave it out/,
      ],
      [
        'too many retries',
        { client: { retries: 11 } },
        'sentry.client.retries',
        /0 to 10/,
      ],
    ])('refuses %s, and names the path and the fix', (_, config, path, fix) => {
      const message = messageOf(() => read(config));
      expect(message).toContain(`Invalid config at ${path}: `);
      expect(message).toMatch(fix);
    });

    it.each([
      'sntrys_planted_secret',
      'Bearer planted_secret',
      'https://planted_secret@sentry.example.com/1',
      'planted_secret with spaces',
    ])('never shows the token it refuses: %s', token => {
      expect(messageOf(() => read({ token }))).not.toContain('planted_secret');
    });

    it('takes nothing over from an organization token', () => {
      const payload = { iat: 1, url: 'https://eu.example.com', org: 'acme' };
      const encoded = Buffer.from(JSON.stringify(payload)).toString('base64');
      const message = messageOf(() =>
        read({ token: `sntrys_${encoded}_planted` }),
      );
      expect(message).toContain(
        'it is an organization auth token, which has only',
      );
      expect(message).not.toMatch(/planted|acme/);
      expect(message).not.toContain(encoded.slice(0, 12));
    });

    it('reads the legacy API key', () => {
      const { instances } = read({
        auth: { type: 'api-key', apiKey: 'abc123' },
      });
      expect(instances[0].authType).toBe('api-key');
      expect(inspect(instances, { depth: Infinity })).not.toContain('abc123');
    });

    it('never shows a token that stands in the wrong place', () => {
      const places: JsonObject[] = [
        { organization: TOKEN },
        { organization: 'acme', allowedOrganizations: [TOKEN] },
        { auth: TOKEN },
        { auth: { type: TOKEN } },
        { instances: [TOKEN] },
        { instances: [{ name: TOKEN }] },
        { instances: TOKEN },
        { baseUrl: TOKEN },
        { [TOKEN]: 'acme' },
        { auth: { type: 'token', [TOKEN]: '' } },
        { token: [TOKEN] },
      ];
      for (const place of places) {
        expect(messageOf(() => read(place))).not.toContain(TOKEN.slice(0, 20));
      }
    });

    it('names every fault at once', () => {
      const message = messageOf(() =>
        read({
          organisation: 'acme',
          tokens: TOKEN,
          instances: [{ name: 'eu', baseURL: 'https://de.sentry.io' }],
        }),
      );
      expect(message.split('\n')).toEqual([
        'Invalid config at sentry.instances[0].baseURL: there is no such key. Did you mean `baseUrl`?',
        'Invalid config at sentry.organisation: there is no such key. Did you mean `organization`?',
        'Invalid config at sentry.tokens: there is no such key. Did you mean `token`?',
      ]);
    });

    it('leaves the keys of a type to the provider that brings it', () => {
      const provider = { type: 'vault', createCredentials: jest.fn() };
      const sentry = { auth: { type: 'vault', path: 'kv/sentry', tokne: 'x' } };
      const { instances } = readSentryConfig(new ConfigReader({ sentry }), {
        providers: [provider],
      });
      expect(instances[0].authType).toBe('vault');
    });

    it('refuses a sentry section that is text', () => {
      const config = new ConfigReader({ sentry: TOKEN });
      const message = messageOf(() => readSentryConfig(config));
      expect(message).toMatch(/at sentry: .*organization: acme/);
      expect(message).not.toContain(TOKEN);
    });

    it('yields config that shows no token when logged or serialised', () => {
      const config = read({ token: TOKEN });
      expect(JSON.stringify(config)).not.toContain(TOKEN);
      expect(inspect(config, { depth: Infinity })).not.toContain(TOKEN);
    });
  });

  function messageOf(action: () => unknown): string {
    try {
      action();
    } catch (error) {
      expect(error).toHaveProperty('name', 'InputError');
      return error instanceof Error ? error.message : '';
    }
    throw new Error('Expected a refusal');
  }
});

describe('readDetailFields', () => {
  const read = (detail: JsonValue) =>
    readSentryConfig(new ConfigReader({ sentry: { detail } })).detail.include;

  describe('sentry.detail.include', () => {
    it('is nothing by default', () => {
      expect(readSentryConfig(new ConfigReader({})).detail.include).toEqual([]);
      expect(read({})).toEqual([]);
    });

    it('names what is shown', () => {
      const include = ['localVariables', 'requestHeaders'];
      expect(read({ include })).toEqual(include);
    });

    it.each([
      [{ include: 'extra' }, 'sentry.detail.include: expected a list'],
      [{ include: ['cookies'] }, 'sentry.detail.include[0]'],
      [['extra'], 'sentry.detail: expected an object'],
    ])('refuses %j', (detail, message) => {
      expect(() => read(detail)).toThrow(message);
    });
  });
});

describe('sentry.notifications', () => {
  const read = (notifications?: JsonValue) =>
    readSentryConfig(
      new ConfigReader({
        sentry: { ...(notifications !== undefined && { notifications }) },
      }),
    ).notifications;

  it('is off without a section, and has defaults with an empty one', () => {
    expect(read()).toBeUndefined();
    expect(read({})).toEqual({
      on: ['new', 'regressed', 'escalating', 'assigned'],
      minPriority: 'medium',
      includeTitles: true,
      schedule: {
        frequency: { milliseconds: 600_000 },
        timeout: { milliseconds: 300_000 },
      },
    });
  });

  it('is read', () => {
    expect(
      read({
        on: ['new'],
        minPriority: 'high',
        includeTitles: false,
        schedule: { frequency: '5m' },
        platformTeam: 'group:default/platform',
      }),
    ).toMatchObject({
      on: ['new'],
      minPriority: 'high',
      includeTitles: false,
      schedule: { frequency: { milliseconds: 300_000 } },
      platformTeam: 'group:default/platform',
    });
  });

  it.each<[JsonValue, string]>([
    [true, 'sentry.notifications: expected an object'],
    [{ on: ['resolved'] }, 'sentry.notifications.on[0]'],
    [{ minPriority: 'critical' }, 'sentry.notifications.minPriority'],
    [
      { schedule: { frequency: '5s' } },
      'sentry.notifications.schedule.frequency',
    ],
    [{ platformTeam: 'platform' }, 'sentry.notifications.platformTeam'],
    [{ titles: true }, 'sentry.notifications.titles'],
  ])('refuses %j', (notifications, message) => {
    expect(() => read(notifications)).toThrow(message);
  });
});
