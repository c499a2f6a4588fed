import { mockCredentials } from '@backstage/backend-test-utils';
import { demoToken } from 'backstage-plugin-sentry-emulator';
import request from 'supertest';
import type { PortalOptions } from '../__testUtils__/startPortal';
import {
  bob,
  captureIssues,
  changesOf,
  idsOf,
  startTriagePortal,
} from '../__testUtils__/triagePortal';
import { useEmulator } from '../__testUtils__/useEmulator';
import { HEADER, hash } from '../__testUtils__/userPortal';

const emulator = useEmulator(captureIssues);
const start = (options: Partial<PortalOptions> = {}) =>
  startTriagePortal({ emulator: emulator(), ...options });
const first = () => idsOf(emulator(), 'shop-web')[0];

describe('a change that is refused', () => {
  afterEach(() => {
    const [change] = changesOf(emulator());
    if (change) {
      throw new Error(`Sentry was asked to change something: ${change}`);
    }
  });

  it('where config does not turn it on, naming the key', async () => {
    const portal = await start({ sentry: { triage: { enabled: false } } });
    for (const route of ['issues', `issues/${first()}`]) {
      const { status, body } = await portal.patch('web', route, {
        ...(route === 'issues' && { ids: [first()] }),
        status: 'resolved',
      });
      expect([status, body.error.code]).toEqual([501, 'NOT_CONFIGURED']);
      expect(body.error.action).toContain('sentry.triage.enabled');
    }
    expect(emulator().requests()).toEqual([]);
  });

  it.each([
    ['without the permission', { denied: [bob.who] }, 403],
    [
      'without it for that entity',
      { deniedEntities: { [bob.who]: ['component:default/web'] } },
      403,
    ],
    ['where the entity is out of sight', { hiddenFrom: [bob.who] }, 404],
  ])('%s, before Sentry is asked anything', async (_, policy, expected) => {
    const portal = await start({ policy });
    const { status, body } = await portal.patch('web', `issues/${first()}`, {
      status: 'resolved',
    });
    expect([status, body.error.code]).toEqual([expected, undefined]);
    expect(emulator().requests()).toEqual([]);
  });

  it.each([
    ['the permission to read', 'writeOnly', 403],
    ['sight of the entity', 'hiddenFrom', 404],
  ] as const)(
    'once %s was taken away, though reads still remember it',
    async (_, rule, expected) => {
      const taken: string[] = [];
      const portal = await start({ policy: { [rule]: taken } });
      const read = () =>
        portal.as(
          request(portal.server).get(portal.path('web', 'issues')),
          bob,
        );
      expect((await read()).status).toBe(200);
      taken.push(bob.who);
      expect((await read()).status).toBe(200);
      const { status } = await portal.patch('web', `issues/${first()}`, {
        status: 'resolved',
      });
      expect(status).toBe(expected);
      // What came of it counts from then on.
      expect((await read()).status).toBe(expected);
    },
  );

  it('with the permission to read alone', async () => {
    const portal = await start({ policy: { readOnly: [bob.who] } });
    const read = await portal.as(
      request(portal.server).get(portal.path('web', 'issues')),
      bob,
    );
    const { status, body } = await portal.patch('web', `issues/${first()}`, {
      status: 'resolved',
    });
    expect([read.status, status, body.error.name]).toEqual([
      200,
      403,
      'NotAllowedError',
    ]);
  });

  it('for an issue of another entity, as for one that there is not', async () => {
    const portal = await start();
    const [foreign] = idsOf(emulator(), 'payments');
    const answers = await Promise.all(
      [foreign, '999999', 'SHOP-WEB-ZZZ'].map(id =>
        portal.patch('web', `issues/${id}`, { status: 'resolved' }),
      ),
    );
    for (const { status, body } of answers) {
      expect([status, body.error]).toEqual([404, answers[1].body.error]);
      expect(body.error.code).toBe('ISSUE_NOT_FOUND');
    }
  });

  it.each([
    ['service with the token of a user', { [HEADER]: hash('ada') }, 403],
    ['service that a policy denies it', {}, 403],
  ])('from a %s', async (_, headers, expected) => {
    const portal = await start({ allowed: false });
    const { status } = await request(portal.server)
      .patch(portal.path('web', `issues/${first()}`))
      .set('authorization', mockCredentials.service.header())
      .set(headers)
      .send({ status: 'resolved' });
    expect(status).toBe(expected);
    expect(emulator().requests()).toEqual([]);
  });

  it('from a service where Sentry is asked as the caller', async () => {
    const portal = await start({
      sentry: { auth: { type: 'user' }, token: undefined, instances: [] },
    });
    const { status, body } = await request(portal.server)
      .patch(portal.path('web', `issues/${first()}`))
      .set('authorization', mockCredentials.service.header())
      .send({ status: 'resolved' });
    expect([status, body.error.code]).toEqual([409, 'NOT_CONNECTED']);
  });

  it('from who did not sign in', async () => {
    const portal = await start();
    const { status } = await request(portal.server)
      .patch(portal.path('web', `issues/${first()}`))
      .set('authorization', mockCredentials.none.header())
      .send({ status: 'resolved' });
    expect(status).toBe(401);
  });

  it.each([
    ['text/plain', '{"status":"resolved"}', 415],
    ['application/x-www-form-urlencoded', 'status=resolved', 415],
    ['multipart/form-data; boundary=x', '--x--', 415],
    ['application/json', '{"status": planted-text}', 400],
    ['application/json', '["resolved"]', 400],
    ['application/json', `{"status":"${'x'.repeat(40_000)}"}`, 413],
  ])('as %s', async (type, body, expected) => {
    const portal = await start();
    const { status, text } = await request(portal.server)
      .patch(portal.path('web', `issues/${first()}`))
      .set('authorization', mockCredentials.user.header(bob.who))
      .set('content-type', type)
      .send(body);
    expect(status).toBe(expected);
    expect(text).not.toContain('planted-text');
    expect(emulator().requests()).toEqual([]);
  });

  const condition = {
    status: 'ignored',
    substatus: 'archived_until_condition_met',
  };
  it.each([
    [{}, 'nothing to change'],
    [{ status: 'done' }, '`status`'],
    [{ statuss: 'resolved' }, '`statuss`'],
    [{ resolution: { inNextRelease: true } }, '`resolution`'],
    [
      { status: 'resolvedInNextRelease', resolution: { inRelease: '1' } },
      '`status`',
    ],
    [
      { status: 'resolvedInNextRelease', substatus: 'archived_forever' },
      '`substatus`',
    ],
    [{ status: 'resolved', resolution: { inCommit: 'c' } }, '`resolution`'],
    [{ status: 'resolved', substatus: 'archived_forever' }, '`substatus`'],
    [condition, '`substatus`'],
    [{ ...condition, until: 'tomorrow' }, '`until`'],
    [{ ...condition, until: '2020-01-01T00:00:00Z' }, '`until`'],
    [{ ...condition, durationMinutes: 0 }, '`durationMinutes`'],
    [{ ...condition, durationMinutes: 1.5 }, '`durationMinutes`'],
    [{ status: 'ignored', durationMinutes: 5 }, '`durationMinutes`'],
    [{ isReviewed: false }, '`isReviewed`'],
    [{ assignedTo: 'ada@example.com' }, '`assignedTo`'],
    [{ assignedTo: '' }, '`assignedTo`'],
    [{ priority: 'urgent' }, '`priority`'],
    [{ priority: 'low', discard: true }, '`discard`'],
    [{ priority: 'low', ids: ['1'] }, '`ids`'],
  ])('as %j, naming the field', async (change, field) => {
    const portal = await start();
    const { status, body } = await portal.patch(
      'web',
      `issues/${first()}`,
      change,
    );
    expect([status, body.error.name]).toEqual([400, 'InputError']);
    expect(body.error.message).toContain(field);
    expect(emulator().requests()).toEqual([]);
  });

  it.each([
    [undefined],
    [[]],
    ['1'],
    [['*']],
    [[1]],
    [Array.from({ length: 101 }, (_, index) => String(index + 1))],
  ])('of several without 1 to 100 ids: %j', async ids => {
    const portal = await start();
    const { status, body } = await portal.patch('web', 'issues', {
      ids,
      status: 'resolved',
    });
    expect([status, body.error.name]).toEqual([400, 'InputError']);
    expect(body.error.message).toContain('`ids');
    expect(emulator().requests()).toEqual([]);
  });

  it('with a query parameter that is unknown', async () => {
    const portal = await start();
    const { status, body } = await portal.patch(
      'web',
      `issues/${first()}?query=is:unresolved`,
      { status: 'resolved' },
    );
    expect([status, body.error.message]).toEqual([
      400,
      expect.stringContaining('`query`'),
    ]);
  });
});

it('a token without the scope changes nothing, and the problem says which and who gives it', async () => {
  const portal = await start({ sentry: { token: demoToken('default') } });
  const { status, body } = await portal.patch('web', `issues/${first()}`, {
    status: 'resolved',
  });
  expect([status, body.error.code]).toEqual([502, 'SCOPE_MISSING']);
  expect(body.error.message).toContain('event:write');
  expect(body.error.action).toContain('platform team');
  const { body: after } = await portal.get('web', `issues/${first()}`);
  expect(after.issue.status).toBe('unresolved');
});
