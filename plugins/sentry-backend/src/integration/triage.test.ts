import { mockCredentials } from '@backstage/backend-test-utils';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { captureWithSdk, demoToken } from 'backstage-plugin-sentry-emulator';
import request from 'supertest';
import {
  component,
  startPortal,
  type PortalOptions,
} from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const emulator = useEmulator(async sentry => {
  for (const [organization, project, values] of [
    ['acme', 'shop-web', ['one', 'two', 'three']],
    ['acme', 'payments', ['four']],
    ['acme-eu', 'billing', ['five']],
  ] as const) {
    await captureWithSdk({
      dsn: sentry.dsn(organization, project),
      events: values.map(value => ({
        type: 'Error',
        value,
        release: `${project}@1.0.0`,
      })),
    });
  }
});
const bob = 'user:default/bob';
const entities = [
  component('web', 'shop-web'),
  component('both', 'shop-web, payments'),
  component('far', 'shop-web, eu:acme-eu/billing'),
  component('pay', 'payments'),
];
const triage = { enabled: true };

async function start(options: Partial<PortalOptions> = {}) {
  const { sentry, ...rest } = options;
  const portal = await startPortal({
    emulator: emulator(),
    entities,
    sentry: { token: demoToken('triage'), triage, ...sentry },
    ...rest,
  });
  const patch = (
    name: string,
    route: string,
    body: object,
    authorization = mockCredentials.user.header(bob),
  ) =>
    request(portal.server)
      .patch(portal.path(name, route))
      .set('authorization', authorization)
      .send(body);
  return { ...portal, patch };
}

const idsOf = (project: string, organization = 'acme') =>
  emulator()
    .issues(organization, project)
    .map(({ id }) => id);

/** What was sent to change something. */
const puts = () =>
  emulator()
    .requests()
    .filter(({ method }) => method === 'PUT')
    .map(({ path, query }) => ({ path, query }));

describe('a change of an issue', () => {
  it('is made at Sentry, naming issue and project, and answered with what Sentry then says', async () => {
    const portal = await start();
    const [id] = idsOf('shop-web');
    const { status, body } = await portal.patch('web', `issues/${id}`, {
      status: 'resolved',
      assignedTo: 'user:501',
      priority: 'low',
    });
    expect([status, body]).toEqual([
      200,
      {
        items: [
          {
            id,
            shortId: expect.any(String),
            status: 'resolved',
            substatus: null,
            priority: 'low',
            assignee: { type: 'user', id: '501', name: 'Ada Park' },
            statusDetails: {},
            project: expect.objectContaining({ slug: 'shop-web' }),
            actedAs: 'service',
          },
        ],
        problems: [],
      },
    ]);
    expect(puts()).toEqual([
      {
        path: '/api/0/organizations/acme/issues/',
        query: `id=${id}&project=11`,
      },
    ]);
  });
});
