import {
  captureEventMatrix,
  type EventKind,
  type MatrixEvent,
} from './captureEventMatrix';
import type { EventSecrets } from './samples';
import { call, listIssues } from '../__testUtils__/call';
import { startEmulator } from '../emulator';
import type { Emulator, LoggedRequest } from '../types/Emulator';

const secrets: EventSecrets = {
  cookie: 'planted-cookie',
  authorization: 'planted-authorization',
  header: 'planted-header',
  ipAddress: '192.0.2.77',
  email: 'planted@example.com',
  username: 'planted-username',
  userId: 'planted-user-id',
  userData: 'planted-user-data',
  localVariable: 'planted-local-variable',
  requestBody: 'planted-request-body',
  queryString: 'planted-query-string',
  urlCredentials: 'planted-name:planted-password',
  fragment: 'planted-fragment',
  environmentVariable: 'planted-environment-variable',
  extra: 'planted-extra',
  context: 'planted-context',
  breadcrumb: 'planted-breadcrumb',
};

describe('the matrix of events', () => {
  let emulator: Emulator;
  let events: Map<EventKind, MatrixEvent>;
  let logged: LoggedRequest[];
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0 });
    events = await captureEventMatrix({
      emulator,
      organization: 'acme',
      project: 'shop-web',
      secrets,
    });
    logged = emulator.requests();
  });
  afterAll(() => emulator.close());

  const read = async (kind: EventKind) => {
    const { issueId, eventId } = events.get(kind) ?? {};
    const { body } = await call(
      emulator,
      `/api/0/organizations/acme/issues/${issueId}/events/${eventId}/`,
    );
    return body;
  };
  const entryOf = async (kind: EventKind, type: string) =>
    (await read(kind)).entries.find(
      (entry: { type: string }) => entry.type === type,
    )?.data;

  it('leaves no request in the log, and has an issue for each kind', () => {
    expect(logged).toEqual([]);
    expect([...events.keys()].sort()).toEqual([
      'attachments',
      'browser',
      'chained',
      'csp',
      'generic',
      'message',
      'minified',
      'noFrames',
      'node',
      'secrets',
    ]);
    expect(new Set([...events.values()].map(e => e.issueId)).size).toBe(10);
  });

  it('has source lines from Node, the failing one among them', async () => {
    const { values } = await entryOf('node', 'exception');
    const frame = values[0].stacktrace.frames.at(-1);
    expect(frame.function).toBe('addToCart');
    expect(new Map(frame.context).get(frame.lineNo)).toContain(
      'throw new CartError',
    );
  });

  it('has a chain of causes, what was thrown being the last', async () => {
    const { values } = await entryOf('chained', 'exception');
    expect(values.map(({ type }: { type: string }) => type)).toEqual([
      'TypeError',
      'StockError',
      'CartError',
    ]);
  });

  it('has errors without frames, and messages without errors', async () => {
    const { values } = await entryOf('noFrames', 'exception');
    expect(values[0].stacktrace).toBeNull();
    expect(await read('message')).toMatchObject({
      type: 'default',
      entries: [{ type: 'message' }],
    });
  });

  it('has what the browser SDK sends, minified and not', async () => {
    expect((await read('browser')).sdk.name).toBe('sentry.javascript.browser');
    const minified = await read('minified');
    expect(minified.errors[0]).toMatchObject({
      type: 'js_no_source',
      data: { url: 'https://shop.example/static/app.4f2a91.min.js' },
    });
  });

  it('has a report of a browser', async () => {
    expect(await read('csp')).toMatchObject({
      type: 'csp',
      title: "Blocked 'script' from 'widgets.example'",
      culprit: 'script-src-elem',
      metadata: { directive: 'script-src-elem', uri: 'widgets.example' },
    });
    expect(await entryOf('csp', 'csp')).toMatchObject({
      blocked_uri: 'https://widgets.example/widget.js',
    });
  });

  it('has what Sentry finds by itself', async () => {
    expect(await read('generic')).toMatchObject({
      type: 'generic',
      occurrence: {
        issueTitle: 'N+1 Query',
        evidenceDisplay: [{ important: true }, { important: false }],
      },
    });
    const { body } = await listIssues(emulator, {
      query: 'issue.category:db_query',
    });
    expect(body).toMatchObject([
      {
        type: 'generic',
        issueCategory: 'db_query',
        issueType: 'performance_n_plus_one_db_queries',
      },
    ]);
  });

  it('has files, which the issue reports', async () => {
    const { body } = await listIssues(emulator, {
      query: '',
      expand: 'latestEventHasAttachments',
    });
    const withFiles = body.filter(
      (issue: { latestEventHasAttachments: boolean }) =>
        issue.latestEventHasAttachments,
    );
    expect(withFiles.map(({ id }: { id: string }) => id)).toEqual([
      events.get('attachments')?.issueId,
    ]);
  });

  it('has files, which only the list of attachments has', async () => {
    const { eventId } = events.get('attachments') ?? {};
    expect(await read('attachments')).not.toHaveProperty('attachments');
    const list = async (id: string | undefined, query = '') => {
      const { status, body } = await call(
        emulator,
        `/api/0/projects/acme/shop-web/events/${id}/attachments/${query}`,
      );
      return status === 200 ? body : [status, body.detail];
    };
    expect(await list(eventId)).toEqual([
      {
        id: expect.stringMatching(/^\d+$/),
        event_id: eventId,
        type: 'event.attachment',
        name: 'order.json',
        headers: { 'Content-Type': 'application/json' },
        mimetype: 'application/json',
        size: 12,
        sha1: expect.stringMatching(/^[0-9a-f]{40}$/),
        dateCreated: expect.stringMatching(/Z$/),
      },
    ]);
    expect(await list(eventId, '?query=ORDER')).toHaveLength(1);
    expect(await list(eventId, '?query=invoice')).toEqual([]);
    expect(await list(events.get('node')?.eventId)).toEqual([]);
    expect(await list('f'.repeat(32))).toEqual([404, 'Event not found']);
  });

  it.each(Object.entries(secrets))(
    'has a secret planted as %s',
    async (_, secret) => {
      const text = JSON.stringify(await read('secrets'));
      expect(text).toContain(secret);
    },
  );
});
