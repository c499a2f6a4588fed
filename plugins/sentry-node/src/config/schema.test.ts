import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { loadConfigSchema, type ConfigSchema } from '@backstage/config-loader';
import type { JsonObject } from '@backstage/types';
import { readSentryConfig } from './readSentryConfig';

const TOKEN = 'f'.repeat(64);

/** `backstage-cli config:check --strict`, for the packages that describe `sentry`. */
let schema: ConfigSchema;

beforeAll(async () => {
  schema = await loadConfigSchema({
    dependencies: [],
    packagePaths: [
      resolvePackagePath('backstage-plugin-sentry-node', 'package.json'),
      resolvePackagePath(
        'backstage-plugin-sentry-node',
        '../sentry-backend/package.json',
      ),
      resolvePackagePath(
        'backstage-plugin-sentry-node',
        '../sentry/package.json',
      ),
    ],
    excludePackageDependencies: true,
    noUndeclaredProperties: true,
  });
});

const check = (sentry: JsonObject) =>
  schema.process([{ context: 'app-config.yaml', data: { sentry } }]);
const read = (sentry: JsonObject) =>
  readSentryConfig(new ConfigReader({ sentry }));

const client = { timeout: '20s', maxConcurrency: 3, retries: 0 };

describe('the schema of config and its reader', () => {
  it.each<[string, JsonObject]>([
    ['nothing', {}],
    [
      'every key of the short form',
      {
        organization: 'acme',
        token: TOKEN,
        baseUrl: 'https://sentry.acme.com/s',
        publicUrl: 'https://sentry.acme.com',
        server: 'sentry',
        allowedOrganizations: ['acme-labs'],
        cache: { ttl: '60s', staleFor: { minutes: 15 }, accessTtl: 0 },
        client,
        triage: { enabled: true },
        detail: { include: ['requestHeaders', 'breadcrumbData'] },
        actions: { allowServices: true },
        audit: { lists: false },
        startupCheck: false,
        webhooks: { clientSecret: TOKEN },
      },
    ],
    [
      'every key of an instance',
      {
        instances: [
          {
            name: 'eu',
            organization: 'acme-eu',
            token: TOKEN,
            baseUrl: 'https://de.sentry.io',
            publicUrl: 'https://de.sentry.io',
            server: 'glitchtip',
            allowedOrganizations: '*',
            webhooks: { clientSecret: [TOKEN, 'b'.repeat(64)] },
            client,
          },
        ],
      },
    ],
    ['a token by auth', { auth: { type: 'token', token: TOKEN } }],
    ['an API key', { auth: { type: 'api-key', apiKey: 'abc' } }],
    ['users as themselves', { auth: { type: 'user', requireUserId: true } }],
    [
      'a token exchange',
      {
        auth: {
          type: 'token-exchange',
          tokenUrl: 'https://sts.acme.com/token',
          clientId: 'portal',
          clientSecret: TOKEN,
          resource: 'https://sentry.acme.com',
          audience: 'sentry',
          scopes: ['event:read'],
          subjectTokenType: 'urn:ietf:params:oauth:token-type:jwt',
          requireUserId: true,
        },
      },
    ],
    [
      'values of environment variables',
      {
        cache: { ttl: '0' },
        client: { retries: '3', maxConcurrency: '1' },
        triage: { enabled: 'true' },
      },
    ],
    ['an unset environment variable', { token: '' }],
  ])('both take %s', (_, sentry) => {
    expect(() => check(sentry)).not.toThrow();
    expect(() => read(sentry)).not.toThrow();
  });

  it.each<[string, JsonObject]>([
    ['a mistyped key', { organisation: 'acme' }],
    ['a mistyped key of a section', { cache: { ttls: '60s' } }],
    [
      'a mistyped key of an instance',
      { instances: [{ name: 'eu', baseURL: 'https://de.sentry.io' }] },
    ],
    ['a mistyped key of auth', { auth: { type: 'token', tokne: TOKEN } }],
    ['an instance without a name', { instances: [{ organization: 'a' }] }],
    ['auth without a type', { auth: { token: TOKEN } }],
    ['another kind of server', { server: 'bugsink' }],
    ['a field that does not exist', { detail: { include: ['cookies'] } }],
    ['a field in place of a list', { detail: { include: 'extra' } }],
    ['an organization in place of a list', { allowedOrganizations: 'acme' }],
    ['a duration without a unit', { cache: { ttl: 60 } }],
    ['such a text', { cache: { staleFor: '60' } }],
    ['a timeout of 0', { client: { timeout: 0 } }],
    ['a timeout without a unit', { client: { timeout: 10 } }],
    ['half a retry', { client: { retries: 0.5 } }],
    ['too many retries', { client: { retries: 11 } }],
    ['no concurrency', { client: { maxConcurrency: 0 } }],
    ['a flag that is none', { triage: { enabled: 'maybe' } }],
    ['a check that is none', { startupCheck: 'maybe' }],
    ['audit of something else', { audit: { list: true } }],
    ['a section that is text', { cache: '60s' }],
    ['client secrets by name', { webhooks: { clientSecret: { old: TOKEN } } }],
    ['a mistyped key of webhooks', { webhooks: { secret: TOKEN } }],
    ['instances by name', { instances: { eu: { organization: 'acme' } } }],
    ['auth that is text', { auth: TOKEN }],
  ])('both refuse %s', (_, sentry) => {
    expect(() => check(sentry)).toThrow(/Config validation failed/);
    expect(() => read(sentry)).toThrow(/Invalid config at sentry\./);
  });
});
