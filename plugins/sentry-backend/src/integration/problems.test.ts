import { sentryProblemStatus } from 'backstage-plugin-sentry-common';
import {
  defaultWorld,
  demoToken,
  type EmulatorFault,
} from 'backstage-plugin-sentry-emulator';
import { createHash } from 'node:crypto';
import { component, startPortal } from '../__testUtils__/startPortal';
import { timeMachine } from '../__testUtils__/timeMachine';
import { useEmulator } from '../__testUtils__/useEmulator';

// Made by hashing, so that no literal token stands in any file.
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const scopeless = hash('without scopes');
const eventless = hash('without event scopes');
const listless = hash('without organization scopes');

const emulator = useEmulator(async () => {}, {
  world: {
    organizations: defaultWorld().organizations,
    tokens: [
      ...defaultWorld().tokens,
      {
        token: scopeless,
        scopes: ['project:releases'],
        organizations: ['acme'],
      },
      {
        token: eventless,
        scopes: ['org:read', 'project:read'],
        organizations: ['acme'],
      },
      {
        token: listless,
        scopes: ['event:read', 'project:read'],
        organizations: ['acme'],
      },
    ],
  },
});

// As Sentry puts it, which makes `detail` an object.
const ssoRequired = {
  code: 'sso-required',
  message: 'Must login via SSO',
  extra: { loginUrl: '/auth/login/acme/' },
};

const time = timeMachine();

const entities = [
  component('shop-web', 'shop-web'),
  component('no-sentry'),
  component('broken-annotation', 'acme/'),
  component('half-broken', 'shop-web, acme/, nowhere'),
  component('foreign-org', 'umbrella/hive'),
  component('foreign-instance', 'mars:acme/shop-web'),
  component('nowhere', 'nowhere'),
];

describe('problems of annotation and config', () => {
  it.each([
    ['no-sentry', 404, 'ANNOTATION_MISSING'],
    ['broken-annotation', 422, 'ANNOTATION_INVALID'],
    ['foreign-org', 422, 'ANNOTATION_INVALID'],
    ['foreign-instance', 422, 'ANNOTATION_INVALID'],
    ['nowhere', 404, 'PROJECT_NOT_FOUND'],
  ])('answers %s with %d %s', async (name, status, code) => {
    const portal = await startPortal({ emulator: emulator(), entities });
    for (const route of ['issues', 'environments', 'summary']) {
      const answer = await portal.get(name, route);
      expect([answer.status, answer.body.error]).toEqual([
        status,
        expect.objectContaining({
          code,
          message: expect.stringContaining('sentry.io/project-slug'),
          action: expect.any(String),
        }),
      ]);
      expect(answer.headers['cache-control']).toBe('no-store');
    }
  });

  it.each([
    ['foreign-org', 'umbrella/hive', 'ANNOTATION_INVALID'],
    ['foreign-instance', 'mars:acme/shop-web', 'ANNOTATION_INVALID'],
    ['nowhere', 'nowhere', 'PROJECT_NOT_FOUND'],
  ])(
    'lists the projects of %s with their problems',
    async (name, ref, code) => {
      const portal = await startPortal({ emulator: emulator(), entities });
      const { status, body } = await portal.get(name, 'projects');
      expect([status, body.items]).toEqual([
        200,
        [{ ref, problem: expect.objectContaining({ code }) }],
      ]);
    },
  );

  it.each([
    ['no-sentry', 404, 'ANNOTATION_MISSING'],
    ['broken-annotation', 422, 'ANNOTATION_INVALID'],
  ])('answers projects of %s with %d %s', async (name, status, code) => {
    const portal = await startPortal({ emulator: emulator(), entities });
    const answer = await portal.get(name, 'projects');
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  it('asks which of several instances is meant where none is the default', async () => {
    const portal = await startPortal({
      emulator: emulator(),
      entities,
      sentry: {
        organization: null,
        token: null,
        baseUrl: null,
        allowedOrganizations: null,
        instances: ['us', 'eu'].map(name => ({
          name,
          baseUrl: emulator().url,
          organization: 'acme',
          token: demoToken('default'),
        })),
      },
    });
    const { status, body } = await portal.get('shop-web', 'issues');
    expect([status, body.error.code]).toEqual([422, 'ANNOTATION_INVALID']);
    expect(body.error.action).toContain('instance:org/project');
    expect(emulator().requests()).toEqual([]);
  });

  it('never asks Sentry about an organization that is not allowed', async () => {
    const portal = await startPortal({ emulator: emulator(), entities });
    await portal.get('foreign-org', 'issues');
    expect(emulator().requests()).toEqual([]);
  });

  it('lists what is right of a half-broken annotation, and says what is wrong', async () => {
    const portal = await startPortal({ emulator: emulator(), entities });
    const { status, body } = await portal.get('half-broken', 'issues');
    expect(status).toBe(200);
    expect(body.problems).toMatchObject([
      { code: 'ANNOTATION_INVALID' },
      { code: 'PROJECT_NOT_FOUND' },
    ]);
    const projects = await portal.get('half-broken', 'projects');
    expect(projects.body).toMatchObject({
      items: [
        { ref: 'shop-web', id: '11' },
        { ref: 'nowhere', problem: { code: 'PROJECT_NOT_FOUND' } },
      ],
      problems: [{ code: 'ANNOTATION_INVALID' }],
    });
  });

  it.each([
    ['no token', { token: null }],
    ['no organization', { organization: null }],
  ])('answers 501 with %s', async (_name, sentry) => {
    const portal = await startPortal({
      emulator: emulator(),
      entities,
      sentry,
    });
    const { status, body } = await portal.get('shop-web', 'issues');
    expect([status, body.error.code]).toEqual([501, 'NOT_CONFIGURED']);
    expect(body.error.action).toEqual(expect.any(String));
  });
});

describe('problems of Sentry', () => {
  it.each<[string, EmulatorFault, keyof typeof sentryProblemStatus]>([
    ['a rejected token', { status: 401 }, 'TOKEN_REJECTED'],
    ['single sign-on', { status: 401, detail: ssoRequired }, 'SSO_REQUIRED'],
    ['a refusal', { status: 403 }, 'SCOPE_MISSING'],
    ['an unknown organization', { status: 404 }, 'ORGANIZATION_NOT_FOUND'],
    ['a web page', { body: 'html' }, 'UPSTREAM_UNEXPECTED'],
    ['half an answer', { body: 'truncated' }, 'UPSTREAM_UNEXPECTED'],
    ['a cut connection', { body: 'reset' }, 'UPSTREAM_UNAVAILABLE'],
    ['silence', { latencyMs: 2_000 }, 'UPSTREAM_TIMEOUT'],
    ['too many requests', { status: 429 }, 'RATE_LIMITED'],
    ['a crash', { status: 500 }, 'UPSTREAM_UNAVAILABLE'],
    ['a gateway', { status: 503 }, 'UPSTREAM_UNAVAILABLE'],
  ])('answers %s as %j by %s', async (_name, fault, code) => {
    const portal = await startPortal({
      emulator: emulator(),
      entities,
      sentry: { client: { retries: 0, timeout: { milliseconds: 300 } } },
    });
    emulator().addFault(fault);
    const { status, body, headers } = await portal.get('shop-web', 'issues');
    expect([status, body.error.code]).toEqual([
      sentryProblemStatus[code],
      code,
    ]);
    expect(body.error).toMatchObject({
      message: expect.any(String),
      action: expect.any(String),
    });
    expect(headers['cache-control']).toBe('no-store');
  });

  it.each<[string, EmulatorFault, keyof typeof sentryProblemStatus]>([
    ['a rejected token', { status: 401 }, 'TOKEN_REJECTED'],
    ['a web page', { body: 'html' }, 'UPSTREAM_UNEXPECTED'],
    ['a gateway', { status: 502 }, 'UPSTREAM_UNAVAILABLE'],
  ])('answers %s of the list alone', async (_name, fault, code) => {
    const portal = await startPortal({ emulator: emulator(), entities });
    emulator().addFault({ ...fault, path: '/api/0/organizations/acme/issues' });
    for (const route of ['issues', 'summary']) {
      const { status, body } = await portal.get('shop-web', route);
      expect([status, body.error.code]).toEqual([
        sentryProblemStatus[code],
        code,
      ]);
    }
  });

  it.each([
    [scopeless, 'org:read'],
    [eventless, 'event:read'],
  ])('names the scope that a token lacks', async (token, scope) => {
    const portal = await startPortal({
      emulator: emulator(),
      entities,
      sentry: { token },
    });
    const { status, body } = await portal.get('shop-web', 'issues');
    expect([status, body.error.code]).toEqual([502, 'SCOPE_MISSING']);
    expect(body.error.message).toContain(scope);
  });

  it('does with a token that may read projects but not list them', async () => {
    const portal = await startPortal({
      emulator: emulator(),
      entities,
      sentry: { token: listless },
    });
    const { status, body } = await portal.get('shop-web', 'issues');
    expect([status, body.problems]).toEqual([200, []]);
  });

  it('says when to come back after too many requests', async () => {
    const portal = await startPortal({ emulator: emulator(), entities });
    // Ends later than anybody waits.
    emulator().addFault({ rateLimit: { limit: 0, windowSeconds: 1e9 } });
    const { status, body, headers } = await portal.get('shop-web', 'issues');
    expect(status).toBe(429);
    expect(headers['retry-after']).toBe('60');
    expect(body.error.retryAfterSeconds).toBe(Number(headers['retry-after']));
  });

  it('recovers with Sentry, after a moment', async () => {
    const portal = await startPortal({ emulator: emulator(), entities });
    emulator().addFault({ status: 401, times: 1 });
    expect((await portal.get('shop-web', 'issues')).status).toBe(502);
    expect((await portal.get('shop-web', 'issues')).status).toBe(502);
    time.pass(2_000);
    expect((await portal.get('shop-web', 'issues')).status).toBe(200);
  });

  it('answers an unknown environment by name', async () => {
    const portal = await startPortal({ emulator: emulator(), entities });
    const { status, body } = await portal.get(
      'shop-web',
      'issues?environment=nirvana',
    );
    expect([status, body.error.code]).toEqual([400, 'QUERY_INVALID']);
    expect(body.error.message).toContain('nirvana');
  });
});
