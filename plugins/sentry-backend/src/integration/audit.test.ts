import {
  coreServices,
  createServiceFactory,
  type AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { captureWithSdk, demoToken } from 'backstage-plugin-sentry-emulator';
import {
  component,
  startPortal,
  type PortalOptions,
} from '../__testUtils__/startPortal';
import { timeMachine } from '../__testUtils__/timeMachine';
import { useEmulator } from '../__testUtils__/useEmulator';

const emulator = useEmulator();
const time = timeMachine();
const bob = 'user:default/bob';
const entities = [component('both', 'shop-web, eu:acme-eu/billing')];

interface Recorded extends Omit<AuditorServiceCreateEventOptions, 'request'> {
  url?: string;
  status: 'succeeded' | 'failed';
  error?: string;
}

async function start(options: Partial<PortalOptions> = {}) {
  const events: Recorded[] = [];
  const portal = await startPortal({
    emulator: emulator(),
    entities,
    ...options,
    features: [
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => ({
          createEvent: async ({ request, meta, ...event }) => {
            const url = request?.originalUrl;
            // What the auditor itself takes from the request must be had.
            expect(request?.get('host')).toContain('127.0.0.1');
            return {
              success: async more => {
                const all = { ...meta, ...more?.meta };
                events.push({ ...event, url, meta: all, status: 'succeeded' });
              },
              fail: async ({ error, meta: more }) => {
                const all = { ...meta, ...more };
                const failed = {
                  error: String(error),
                  status: 'failed' as const,
                };
                events.push({ ...event, url, meta: all, ...failed });
              },
            };
          },
        }),
      }),
    ],
  });
  return { events, portal };
}

describe('the audit', () => {
  it('tells readers apart, and records each time where no decision is remembered', async () => {
    const { events, portal } = await start();
    await portal.get('both', 'issues');
    await portal
      .get('both', 'issues')
      .set('authorization', mockCredentials.user.header(bob));
    expect(events).toHaveLength(2);

    const anew = await start({ sentry: { cache: { accessTtl: '0s' } } });
    await anew.portal.get('both', 'issues');
    await anew.portal.get('both', 'issues');
    expect(anew.events).toHaveLength(2);
  });

  it.each([
    ['issues', 'issue-list'],
    ['summary', 'issue-summary'],
    ['projects', 'project-list'],
    ['environments', 'environment-list'],
  ])(
    'records who read %s, from Sentry and from the cache, once per decision',
    async (route, eventId) => {
      const { events, portal } = await start();
      await portal.get('both', route);
      await portal.get('both', route);
      time.pass(30_000);
      await portal.get('both', route);
      const event = {
        eventId,
        severityLevel: 'low',
        status: 'succeeded',
        url: `/api/sentry/entities/component/default/both/${route}`,
        meta: {
          operation: eventId,
          entity: 'component:default/both',
          instances: ['default', 'eu'],
          organizations: ['default:acme', 'eu:acme-eu'],
          projects: ['default:acme/shop-web', 'eu:acme-eu/billing'],
          credentials: ['token'],
          decision: 'allowed',
          outcome: 'succeeded',
        },
      };
      expect(events).toEqual([event, event]);
    },
  );

  it.each([
    ['denied', 'NotAllowedError', { denied: [bob] }],
    ['unreadable', 'NotFoundError', { hiddenFrom: [bob] }],
  ])(
    'records that somebody was refused: %s',
    async (decision, outcome, policy) => {
      const { events, portal } = await start({
        policy,
        sentry: { audit: { lists: false } },
      });
      await portal
        .get('both', 'issues')
        .set('authorization', mockCredentials.user.header(bob));
      expect(events).toEqual([
        {
          eventId: 'issue-list',
          severityLevel: 'medium',
          status: 'failed',
          url: expect.any(String),
          error: `Error: ${outcome}`,
          meta: {
            operation: 'issue-list',
            entity: 'component:default/both',
            decision,
            outcome,
          },
        },
      ]);
    },
  );

  it('records the problem that Sentry answered with', async () => {
    const { events, portal } = await start();
    emulator().addFault({ status: 401 });
    await portal.get('both', 'issues');
    expect(events).toMatchObject([
      {
        severityLevel: 'medium',
        status: 'failed',
        meta: { decision: 'allowed', outcome: 'TOKEN_REJECTED' },
      },
    ]);
  });

  it('records each reading of a detail, whatever config says of lists', async () => {
    const { events, portal } = await start({
      sentry: { audit: { lists: false } },
    });
    await portal.get('both', 'issues/shop-web-1a');
    expect(events).toMatchObject([
      {
        eventId: 'issue-detail',
        severityLevel: 'medium',
        status: 'failed',
        meta: { issue: 'SHOP-WEB-1A', outcome: 'ISSUE_NOT_FOUND' },
      },
    ]);
    await captureWithSdk({
      dsn: emulator().dsn('acme', 'shop-web'),
      events: [{ type: 'TypeError', value: 'No total' }],
    });
    const { body } = await portal.get('both', 'issues?query=');
    const [{ id }] = body.items;
    events.length = 0;
    const route = `issues/${id}`;
    for (const path of [route, route, `${route}/events/latest`]) {
      await portal.get('both', path);
    }
    expect(events).toHaveLength(3);
    expect(events).toMatchObject(
      events.map(() => ({
        eventId: 'issue-detail',
        severityLevel: 'low',
        status: 'succeeded',
        meta: {
          operation: 'issue-detail',
          entity: 'component:default/both',
          issue: id,
          instances: ['default', 'eu'],
          projects: ['default:acme/shop-web', 'eu:acme-eu/billing'],
          decision: 'allowed',
          outcome: 'succeeded',
        },
      })),
    );
  });

  it('is silent about lists where config says so', async () => {
    const { events, portal } = await start({
      sentry: { audit: { lists: false } },
    });
    const { status } = await portal.get('both', 'issues');
    expect([status, events]).toEqual([200, []]);
  });

  it('records nobody who did not sign in', async () => {
    const { events, portal } = await start();
    await portal
      .get('both', 'issues')
      .set('authorization', mockCredentials.none.header());
    expect(events).toEqual([]);
  });

  it('holds no search, no address of a person and no token', async () => {
    const { events, portal } = await start();
    const query = 'query=is%3Aplanted-search%20user.email%3Aada%40example.com';
    const { status } = await portal.get('both', `issues?${query}`);
    await portal.get('both', 'issues?query=planted-search');
    expect(status).toBe(400);
    expect(events).toHaveLength(2);
    const text = JSON.stringify(events);
    expect(text).not.toContain('planted-search');
    expect(text).not.toContain('example.com');
    expect(text).not.toContain(demoToken('default'));
  });
});
