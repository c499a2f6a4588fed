import { z } from 'zod';
import { startEmulator } from './emulator';
import { captureEventMatrix } from './matrix/captureEventMatrix';
import { captureSessions, captureWithSdk } from './sdk/capture';
import { addUserToken, post, put } from './__testUtils__/api';
import { call } from './__testUtils__/call';
import * as events from './__testUtils__/sentryEventShapes';
import * as monitoring from './__testUtils__/sentryMonitoringShapes';
import * as shapes from './__testUtils__/sentryShapes';
import type { Emulator } from './types/Emulator';

const organization = '/api/0/organizations/acme/';
const project = '/api/0/projects/acme/shop-web/';
const release = `${organization}releases/shop-web%404.2.0/`;
const eventId = 'e'.repeat(32);

describe("answers have the shape that Sentry's OpenAPI document gives them", () => {
  let emulator: Emulator;
  let issueId: string;
  const issues = new Map<string, string>();
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0 });
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'shop-web'),
      events: [
        {
          error: new TypeError('outer', { cause: new Error('inner') }),
          user: '7',
          eventId,
          release: 'shop-web@4.2.0',
          request: { method: 'GET', url: 'https://shop.example/?a=b' },
          breadcrumbs: [
            { category: 'http', message: 'GET /', secondsBefore: 1 },
          ],
        },
        { message: 'Something odd', level: 'warning' },
      ],
    });
    const { body } = await call(
      emulator,
      '/api/0/organizations/acme/issues/?query=TypeError',
    );
    issueId = body[0].id;
    emulator.addRelease('acme', {
      version: 'shop-web@4.2.0',
      projects: ['shop-web'],
      commits: [
        {
          id: 'c0ffee',
          message: 'Fix the cart',
          repository: 'acme/shop',
          author: { name: 'Ada Park', email: 'ada@example.com' },
          timestamp: 0,
        },
      ],
      deploys: [{ environment: 'production' }],
    });
    emulator.linkIssue(issueId, {
      annotations: [{ displayName: 'GH-7', url: 'https://code.example/7' }],
      sentryAppIssues: [
        {
          id: '1',
          serviceType: 'tracker',
          displayName: 'TRACK-1',
          webUrl: 'https://tracker.example/1',
        },
      ],
    });
    emulator.addAlert('acme', 'shop-web', { name: 'Owners' });
    emulator.addMonitor('acme', 'shop-web', {
      type: 'cron',
      name: 'Nightly',
      status: 'error',
      checkIns: [{ status: 'missed', time: 0 }],
    });
    emulator.addMonitor('acme', 'shop-web', {
      type: 'uptime',
      name: 'Page',
      url: 'https://shop.example/',
    });
    emulator.addIntegration({
      name: 'Backstage',
      organization: 'acme',
      webhookUrl: 'http://127.0.0.1:9',
      clientSecret: 'secret',
    });
    await captureSessions({
      dsn: emulator.dsn('acme', 'shop-web'),
      sessions: [{ release: 'shop-web@4.2.0', user: '7', exited: 1 }],
    });
    const matrix = await captureEventMatrix({
      emulator,
      organization: 'acme',
      project: 'shop-web',
    });
    for (const [kind, event] of matrix) {
      issues.set(kind, event.issueId);
    }
  });
  afterAll(() => emulator.close());

  it.each([
    ['/api/0/organizations/', '', z.array(shapes.organization)],
    [organization, '?detailed=0', shapes.organization],
    [`${organization}projects/`, '', z.array(shapes.listedProject)],
    [`${organization}environments/`, '', z.array(shapes.environment)],
    [
      `${organization}issues/`,
      '?query=&statsPeriod=14d',
      z.array(shapes.listedIssue),
    ],
    [
      `${organization}issues/`,
      '?query=level:error&groupStatsPeriod=auto',
      z.array(shapes.listedIssue),
    ],
    [`${organization}issues/{issue}/`, '', shapes.issueDetail],
    [
      `${organization}issues/{issue}/`,
      '?expand=inbox&collapse=tags',
      shapes.issueDetail,
    ],
    [`${organization}issues/{issue}/events/`, '', z.array(events.eventRow)],
    [
      `${organization}issues/{issue}/events/`,
      '?full=true',
      z.array(events.bareEvent),
    ],
    [`${organization}issues/{issue}/events/latest/`, '', events.event],
    [`${organization}issues/{issue}/tags/environment/`, '', events.tag],
    [
      `${organization}issues/{issue}/external-issues/`,
      '',
      z.array(events.externalIssue),
    ],
    [`${organization}workflows/`, '', z.array(monitoring.workflow)],
    [`${organization}detectors/`, '', z.array(monitoring.detector)],
    [`${organization}monitors/`, '', z.array(monitoring.monitor)],
    [
      `${organization}monitors/nightly/checkins/`,
      '',
      z.array(monitoring.checkIn),
    ],
    [
      `${organization}replay-count/`,
      '?query=issue.id:[{issue}]',
      monitoring.replayCount,
    ],
    [`${organization}issues/{issue}/autofix/`, '', monitoring.autofix],
    [`${organization}shortids/SHOP-WEB-1/`, '', shapes.shortId],
    [`${organization}eventids/${eventId}/`, '', events.eventId],
    [
      `${organization}events/`,
      '?field=title&field=count()',
      events.eventsTable,
    ],
    [`${organization}members/`, '', z.array(shapes.member)],
    [`${organization}releases/`, '', z.array(events.release)],
    [`${organization}releases/`, '?health=1', z.array(events.release)],
    [release, '', events.release],
    [`${release}deploys/`, '', z.array(events.deploy)],
    [`${organization}repos/`, '', z.array(events.repository)],
    [
      `${organization}sessions/`,
      '?field=sum(session)&field=crash_free_rate(session)&groupBy=release',
      events.sessions,
    ],
    [`${organization}sentry-apps/`, '', z.array(shapes.sentryApp)],
    [`${organization}tags/`, '', z.array(events.tag)],
    [`${organization}teams/`, '', z.array(shapes.team)],
    [`${organization}teams/`, '?detailed=0', z.array(shapes.team)],
    [
      '/api/0/teams/acme/storefront/projects/',
      '',
      z.array(shapes.listedProject),
    ],
    [project, '', shapes.project],
    [`${project}ownership/`, '', monitoring.ownership],
    [`${project}keys/`, '', z.array(shapes.key)],
    [`${project}environments/`, '', z.array(shapes.projectEnvironment)],
    [`${project}releases/`, '', z.array(events.release)],
    [`${project}events/`, '', z.array(events.eventRow)],
    [`${project}events/${eventId}/`, '', events.event],
  ])('GET %s%s', async (path, query, shape) => {
    const { status, body } = await call(
      emulator,
      concrete(path + query),
      addUserToken(emulator, '501', 'member:read'),
    );
    expect(status).toBe(200);
    expect(body).not.toEqual([]);
    expect(wrongIn(body, shape)).toEqual([]);
  });

  it.each([
    'node',
    'chained',
    'noFrames',
    'message',
    'attachments',
    'browser',
    'minified',
    'csp',
    'generic',
  ])('GET the issue and the event of kind %s', async kind => {
    const path = concrete(`${organization}issues/{issue}/`, issues.get(kind));
    const issue = await call(emulator, path);
    expect(wrongIn(issue.body, shapes.issueDetail)).toEqual([]);
    const event = await call(emulator, `${path}events/latest/`);
    expect(wrongIn(event.body, events.event)).toEqual([]);
  });

  it.each([
    { status: 'resolvedInNextRelease', hasSeen: true },
    {
      status: 'resolved',
      statusDetails: {
        inCommit: { commit: 'c0ffee', repository: 'acme/shop' },
      },
    },
    {
      status: 'ignored',
      statusDetails: { ignoreDuration: 30, ignoreUserCount: 5 },
    },
    { status: 'unresolved', substatus: 'ongoing', inbox: false },
    { assignedTo: 'user:501', priority: 'low' },
  ])('PUT %j', async change => {
    const token = addUserToken(emulator, '502');
    const one = concrete(`${organization}issues/{issue}/`);
    const single = await put(emulator, one, change, token);
    expect(wrongIn(single.body, shapes.issue)).toEqual([]);
    const bulk = await put(
      emulator,
      `${organization}issues/?id=${issueId}`,
      change,
      token,
    );
    expect(bulk.status).toBe(200);
    expect(wrongIn(bulk.body, shapes.bulkChange)).toEqual([]);
    const detail = await call(emulator, one);
    expect(wrongIn(detail.body, shapes.issueDetail)).toEqual([]);
  });

  it.each([
    [
      '/api/0/teams/acme/money/projects/',
      { name: 'Made here' },
      shapes.listedProject,
    ],
    [`${project}keys/`, { name: 'Second' }, shapes.key],
    [
      `${organization}releases/`,
      { version: '1.0.0', projects: ['shop-web'] },
      events.release,
    ],
    [`${release}deploys/`, { environment: 'qa' }, events.deploy],
  ])('POST %s', async (path, body, shape) => {
    const token = addUserToken(emulator, '501', 'project:write');
    const made = await post(emulator, path, body, token);
    expect(made.status).toBe(201);
    expect(wrongIn(made.body, shape)).toEqual([]);
  });

  it('POST …/autofix/', async () => {
    const token = addUserToken(emulator, '501', 'event:write');
    const path = concrete(`${organization}issues/{issue}/autofix/`);
    const started = await post(emulator, path, { step: 'root_cause' }, token);
    expect(started.status).toBe(202);
    expect(wrongIn(started.body, monitoring.autofixStarted)).toEqual([]);
    const odd = await post(emulator, path, { step: 'guess' }, token);
    expect(odd.status).toBe(400);
  });

  it('PUT of a release', async () => {
    const token = addUserToken(emulator, '501', 'project:write');
    const { body } = await put(emulator, release, { ref: 'main' }, token);
    expect(wrongIn(body, events.release)).toEqual([]);
  });

  it('a shape finds what is missing and what is of another type', () => {
    const wrong = { id: '1', name: 7 };
    expect(
      wrongIn(wrong, shapes.projectEnvironment).map(({ path }) => path),
    ).toEqual([['name'], ['isHidden']]);
  });

  function concrete(path: string, id: string = issueId): string {
    return path.replace('{issue}', id);
  }
});

function wrongIn(body: unknown, shape: z.ZodType): z.core.$ZodIssue[] {
  return shape.safeParse(body).error?.issues ?? [];
}
