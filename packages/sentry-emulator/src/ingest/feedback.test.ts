import request from 'supertest';
import { call, listIssues } from '../__testUtils__/call';
import { startEmulator } from '../emulator';
import type { Emulator } from '../types/Emulator';

const eventId = 'a'.repeat(32);
const linked = 'b'.repeat(32);

describe('feedback', () => {
  let emulator: Emulator;
  let key: string;
  beforeEach(async () => {
    emulator = await startEmulator({ port: 0 });
    key = new URL(emulator.dsn('acme', 'shop-web')).username;
  });
  afterEach(() => emulator.close());

  const send = (feedback: object, id: string = eventId) =>
    request(emulator.url)
      .post(`/api/11/envelope/?sentry_key=${key}`)
      .type('text/plain')
      .send(
        [
          { event_id: id },
          { type: 'feedback' },
          { event_id: id, contexts: { feedback } },
        ]
          .map(line => JSON.stringify(line))
          .join('\n'),
      );

  it('is an issue of its own with the text in its metadata, whose page is named by a query', async () => {
    const message = 'The basket empties itself\nwhen I press back';
    await send({
      message,
      name: 'Mina Sample',
      contact_email: 'mina@example.org',
      associated_event_id: linked,
    });
    await send({ message }, 'c'.repeat(32));
    const { body } = await listIssues(emulator, {
      query: 'issue.category:feedback',
      sort: 'new',
    });
    expect(body).toHaveLength(2);
    const { id, permalink, ...issue } = body.find(
      (one: { metadata: { name: string } }) =>
        one.metadata.name === 'Mina Sample',
    );
    expect(issue).toMatchObject({
      title: 'User Feedback: The basket empties itself\nwhen I press back',
      culprit: 'user',
      level: 'info',
      type: 'feedback',
      issueType: 'feedback',
      issueCategory: 'feedback',
      metadata: {
        message,
        name: 'Mina Sample',
        contact_email: 'mina@example.org',
        source: 'new_feedback_envelope',
        associated_event_id: linked,
      },
    });
    expect(permalink).toBe(
      `${emulator.url}/organizations/acme/feedback/?feedbackSlug=shop-web%3A${id}&project=11`,
    );
    expect((await request(permalink).get('')).status).toBe(200);
    const event = await call(
      emulator,
      `/api/0/organizations/acme/issues/${id}/events/latest/`,
    );
    expect(event.body).toMatchObject({
      type: 'feedback',
      message,
      contexts: { feedback: { message, name: 'Mina Sample' } },
      occurrence: { type: 6001, subtitle: message },
    });
    expect(event.body.tags).toEqual(
      expect.arrayContaining([
        { key: 'associated_event_id', value: linked },
        { key: 'environment', value: 'production' },
        { key: 'has_linked_error', value: 'true' },
      ]),
    );
  });

  it('is found by no search that does not ask for it', async () => {
    await send({ message: 'Nice' });
    const count = async (query: string) =>
      (await listIssues(emulator, { query })).body.length;
    expect(await count('')).toBe(0);
    expect(await count('is:unresolved')).toBe(0);
    expect(await count('issue.category:error')).toBe(0);
    expect(await count('issue.type:feedback')).toBe(1);
    const open = 'issue.category:feedback status:unresolved';
    expect(await count(open)).toBe(1);
    expect(await count('issue.category:feedback status:resolved')).toBe(0);
  });

  it('has a title of ten words, and says something', async () => {
    await send({
      message: 'one two three four five six seven eight nine ten eleven',
    });
    await send({ message: '  ' }, linked);
    await send({}, 'd'.repeat(32));
    expect(emulator.issues('acme', 'shop-web')).toMatchObject([
      {
        title:
          'User Feedback: one two three four five six seven eight nine ten...',
      },
    ]);
  });
});

describe('events that come without an envelope', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0 });
  });
  afterAll(() => emulator.close());

  const store = (body: string, project: string = '11') => {
    const { username: key } = new URL(emulator.dsn('acme', 'shop-web'));
    return request(emulator.url)
      .post(`/api/${project}/store/`)
      .type('application/json')
      .set('X-Sentry-Auth', `Sentry sentry_version=7, sentry_key=${key}`)
      .send(body);
  };

  it('are kept like others', async () => {
    const { status, body } = await store(
      JSON.stringify({ event_id: eventId, message: 'By hand' }),
    );
    expect([status, body]).toEqual([200, { id: eventId }]);
    expect(emulator.issues('acme', 'shop-web')).toMatchObject([
      { title: 'By hand', latestEventId: eventId },
    ]);
  });

  it('are refused where they are none, or the key is of another project', async () => {
    const none = await store('{');
    expect([none.status, none.body]).toEqual([
      400,
      { detail: 'bad event data', causes: ['invalid event'] },
    ]);
    expect((await store('{}', '12')).status).toBe(403);
    const keyless = await request(emulator.url)
      .post('/api/11/store/')
      .type('application/json')
      .send('{}');
    expect(keyless.status).toBe(401);
  });
});
