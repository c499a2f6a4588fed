import {
  sentryProblemCodes,
  sentryProblemStatus,
} from 'backstage-plugin-sentry-common';
import { SentryProblemException, SentryRequestException } from './errors';
import { SentryClient } from './SentryClient';

const entityRef = 'component:default/shop-web';
const base = 'http://localhost/api/sentry/entities/component/default/shop-web';

function setup(answer: () => Promise<Response> = answering({ items: [] })) {
  const fetch = jest.fn((_input: RequestInfo | URL, _init?: RequestInit) =>
    answer(),
  );
  const client = new SentryClient({
    discoveryApi: { getBaseUrl: async id => `http://localhost/api/${id}` },
    fetchApi: { fetch },
  });
  return { client, fetch };
}

function answering(body: unknown, status = 200) {
  return async () =>
    typeof body === 'object'
      ? Response.json(body, { status })
      : new Response(String(body ?? ''), { status });
}

describe('SentryClient', () => {
  it('asks for the issues of an entity with every filter in its own parameter', async () => {
    const { client, fetch } = setup();
    await client.getIssues(entityRef, {
      query: 'is:unresolved a&b #"c"',
      environment: ['production', 'a,b'],
      project: ['acme/shop-web'],
      statsPeriod: '24h',
      sort: 'freq',
      limit: 50,
      cursor: '0:100:0',
    });
    expect(fetch.mock.calls[0][0]).toBe(
      `${base}/issues?query=is%3Aunresolved+a%26b+%23%22c%22&environment=production&environment=a%2Cb` +
        '&project=acme%2Fshop-web&statsPeriod=24h&sort=freq&limit=50&cursor=0%3A100%3A0',
    );
  });

  it('tells an empty search and no environment from the defaults', async () => {
    const { client, fetch } = setup();
    await client.getIssues(entityRef, { query: '', environment: [] });
    expect(fetch.mock.calls[0][0]).toBe(`${base}/issues?query=&environment=`);
  });

  it('asks for an issue and for an event of it, whatever they are called', async () => {
    const { client, fetch } = setup();
    await client.getIssue(entityRef, 'SHOP-WEB-1A');
    await client.getIssue(entityRef, '../4501', {
      event: 'oldest',
      environment: ['production', ''],
    });
    await client.getIssue(entityRef, '4501', {
      project: ['eu:acme-eu/11'],
      statsPeriod: '14d',
    });
    await client.getIssueEvent(entityRef, '4501', 'a/b?c', {
      environment: [],
      project: ['eu:acme-eu/11'],
    });
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      `${base}/issues/SHOP-WEB-1A`,
      `${base}/issues/..%2F4501?event=oldest&environment=production&environment=`,
      `${base}/issues/4501?project=eu%3Aacme-eu%2F11&statsPeriod=14d`,
      `${base}/issues/4501/events/a%2Fb%3Fc?environment=&project=eu%3Aacme-eu%2F11`,
    ]);
  });

  it('adds what is written about an issue', async () => {
    const { client, fetch } = setup();
    await client.addIssueComment(
      entityRef,
      '4501',
      { text: 'Seen' },
      { project: ['shop-web'] },
    );
    await client.startIssueAnalysis(entityRef, '4501');
    const post = { method: 'POST', body: '{"text":"Seen"}' };
    expect(fetch.mock.calls).toEqual([
      [
        `${base}/issues/4501/comments?project=shop-web`,
        expect.objectContaining(post),
      ],
      [
        `${base}/issues/4501/analysis`,
        expect.objectContaining({ method: 'POST', body: '{}' }),
      ],
    ]);
  });

  it.each([
    ['getIssueActivity', 'activity'],
    ['getIssueLinks', 'links'],
    ['getIssueAnalysis', 'analysis'],
  ] as const)('%s reads its part of an issue', async (method, part) => {
    const { client, fetch } = setup();
    await client[method](entityRef, '4501', { environment: ['production'] });
    expect(fetch.mock.calls[0][0]).toBe(
      `${base}/issues/4501/${part}?environment=production`,
    );
  });

  it('changes one issue, and several, naming each', async () => {
    const { client, fetch } = setup();
    await client.updateIssue(entityRef, '../4501', { status: 'resolved' });
    await client.updateIssues(
      entityRef,
      { assignedTo: null, ids: ['4501', 'SHOP-WEB-1B'] },
      { project: ['shop-web'] },
    );
    const json = { 'content-type': 'application/json' };
    expect(fetch.mock.calls).toEqual([
      [
        `${base}/issues/..%2F4501`,
        expect.objectContaining({
          method: 'PATCH',
          body: '{"status":"resolved"}',
          headers: json,
        }),
      ],
      [
        `${base}/issues?project=shop-web`,
        expect.objectContaining({
          method: 'PATCH',
          body: '{"assignedTo":null,"ids":["4501","SHOP-WEB-1B"]}',
          headers: json,
        }),
      ],
    ]);
  });

  it('asks who may change what, and for whom', async () => {
    const { client, fetch } = setup();
    await client.getTriage(entityRef);
    await client.getAssignees(entityRef);
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      `${base}/triage`,
      `${base}/assignees`,
    ]);
  });

  it('asks for summary, projects and environments', async () => {
    const { client, fetch } = setup();
    await client.getSummary(entityRef, { statsPeriod: '14d' });
    await client.getProjects(entityRef);
    await client.getEnvironments(entityRef);
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      `${base}/summary?statsPeriod=14d`,
      `${base}/projects`,
      `${base}/environments`,
    ]);
  });

  it('keeps an odd entity name within its segment of the path', async () => {
    const { client, fetch } = setup();
    await client.getProjects('component:default/a?b#c');
    expect(fetch.mock.calls[0][0]).toBe(
      'http://localhost/api/sentry/entities/component/default/a%3Fb%23c/projects',
    );
  });

  it('hands on the signal', async () => {
    const { client, fetch } = setup();
    const { signal } = new AbortController();
    await client.getProjects(entityRef, { signal });
    expect(fetch.mock.calls[0][1]).toEqual({ signal });
  });

  it.each(sentryProblemCodes)('passes the problem %s on', async code => {
    const problem = {
      code,
      message: 'What happened.',
      action: 'What to do.',
      retryAfterSeconds: 7,
    };
    const { client } = setup(
      answering({ error: problem }, sentryProblemStatus[code]),
    );
    const failure = await client.getIssues(entityRef).catch(error => error);
    expect(failure).toBeInstanceOf(SentryProblemException);
    expect(failure.problem).toEqual(problem);
  });

  it.each([
    ['bad-request', 400, { error: { name: 'InputError', message: 'no' } }],
    ['unauthenticated', 401, { error: { name: 'AuthenticationError' } }],
    ['forbidden', 403, { error: { name: 'NotAllowedError' } }],
    ['not-found', 404, { error: { name: 'NotFoundError', message: 'no' } }],
    ['not-installed', 404, undefined],
    [
      'not-started',
      503,
      {
        error: {
          name: 'ServiceUnavailableError',
          message: 'Service has not started up yet',
        },
      },
    ],
    [
      'unexpected',
      503,
      { error: { name: 'ServiceUnavailableError', message: 'other' } },
    ],
    ['unexpected', 500, { error: { name: 'Error', message: 'oops' } }],
    ['unexpected', 400, { error: { code: 'SOMETHING_NEW', message: 'new' } }],
    ['not-installed', 200, '<!doctype html>'],
  ])('reads %s from a %i', async (reason, status, body) => {
    const { client } = setup(answering(body, status));
    const failure = await client.getIssues(entityRef).catch(error => error);
    expect(failure).toBeInstanceOf(SentryRequestException);
    expect(failure.reason).toBe(reason);
  });

  it('reads unreachable from a broken connection', async () => {
    const { client } = setup(() =>
      Promise.reject(new TypeError('Failed to fetch')),
    );
    await expect(client.getIssues(entityRef)).rejects.toMatchObject({
      reason: 'unreachable',
    });
  });

  it('leaves an aborted request an aborted request', async () => {
    const { client } = setup(() =>
      Promise.reject(new DOMException('aborted', 'AbortError')),
    );
    await expect(
      client.getIssues(entityRef, {}, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
