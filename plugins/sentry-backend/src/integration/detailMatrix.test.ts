import type { SentryIssueDetail } from 'backstage-plugin-sentry-common';
import {
  captureEventMatrix,
  type EventKind,
  type EventSecrets,
  type MatrixEvent,
} from 'backstage-plugin-sentry-emulator';
import { component, startPortal } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

/** Made while the test runs: its own source is in the stack traces. */
const planted = (name: string) => ['planted', name].join('-');
const secrets: EventSecrets = {
  cookie: planted('cookie'),
  authorization: planted('authorization'),
  header: planted('header'),
  ipAddress: '10.20.30.40',
  email: 'ada@example.com',
  username: planted('username'),
  userId: planted('user-id'),
  userData: planted('user-data'),
  localVariable: planted('local-variable'),
  requestBody: planted('request-body'),
  queryString: planted('query-string'),
  urlCredentials: `${planted('name')}:${planted('password')}`,
  fragment: planted('fragment'),
  environmentVariable: planted('environment-variable'),
  extra: planted('extra'),
  context: planted('context'),
  breadcrumb: planted('breadcrumb'),
};

let matrix: Map<EventKind, MatrixEvent>;
const emulator = useEmulator(async sentry => {
  matrix = await captureEventMatrix({
    emulator: sentry,
    organization: 'acme',
    project: 'checkout',
    secrets,
  });
});

async function detailOf(kind: EventKind) {
  const portal = await startPortal({
    emulator: emulator(),
    entities: [component('checkout', 'checkout')],
  });
  const { issueId = '', eventId } = matrix.get(kind) ?? {};
  const { status, body, text } = await portal.get(
    'checkout',
    `issues/${issueId}`,
  );
  const detail: SentryIssueDetail = body;
  expect([status, detail.problems]).toEqual([200, []]);
  expect(detail.event?.id).toBe(eventId);
  return { event: detail.event, text };
}

describe('the detail of what real SDKs send', () => {
  it.each<EventKind>(['node', 'chained', 'attachments', 'browser', 'minified'])(
    'has exceptions with frames, the newest first: %s',
    async kind => {
      const { event } = await detailOf(kind);
      const [exception] = event?.exceptions ?? [];
      expect(exception.type).toBeDefined();
      expect(exception.frames.length).toBeGreaterThan(0);
      expect(event?.exceptions.length ?? 0).toBeGreaterThanOrEqual(
        kind === 'chained' ? 2 : 1,
      );
    },
  );

  it('has an exception without frames', async () => {
    const { event } = await detailOf('noFrames');
    expect(event?.exceptions).toMatchObject([{ frames: [] }]);
  });

  it('has a message alone', async () => {
    const { event } = await detailOf('message');
    expect(event).toMatchObject({
      title: 'The catalogue is older than one hour',
      level: 'warning',
      exceptions: [],
    });
  });

  it('tells minified code', async () => {
    const { event } = await detailOf('minified');
    expect(event?.exceptions[0].frames[0].isMinified).toBe(true);
  });

  it('has what a browser reported', async () => {
    const { event } = await detailOf('csp');
    expect(event?.csp?.directive).toBeDefined();
    expect(event?.exceptions).toEqual([]);
  });

  it('has the evidence of what Sentry found by itself', async () => {
    const { event } = await detailOf('generic');
    expect(event?.occurrence?.evidence).not.toEqual([]);
  });

  it('has nothing of what is planted in every field', async () => {
    const { text } = await detailOf('secrets');
    for (const [field, value] of Object.entries(secrets)) {
      for (const part of value.split(':')) {
        expect({ field, leaks: text.includes(part) }).toEqual({
          field,
          leaks: false,
        });
      }
    }
  });
});
