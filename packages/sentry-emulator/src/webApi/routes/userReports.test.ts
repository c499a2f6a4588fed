import request from 'supertest';
import { addUserToken, post } from '../../__testUtils__/api';
import { call } from '../../__testUtils__/call';
import { startEmulator } from '../../emulator';
import { captureWithSdk } from '../../sdk/capture';
import type { Emulator } from '../../types/Emulator';

const issue = '/api/0/organizations/acme/issues/SHOP-WEB-1/';
const feedback = '/api/0/projects/acme/shop-web/user-feedback/';
const eventId = 'a'.repeat(32);
const report = {
  event_id: eventId,
  name: 'Mina Sample',
  email: 'mina@example.com',
  comments: 'It broke',
};

describe('reports of users on events', () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator({
      port: 0,
      clock: () => Date.UTC(2026, 10, 21),
    });
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'shop-web'),
      events: [{ type: 'Error', value: 'a', eventId, environment: 'qa' }],
    });
  });
  afterEach(() => emulator.close());

  const sendAs = (dsn: string, body: object = report) =>
    request(emulator.url)
      .post(feedback)
      .set('Authorization', `DSN ${dsn}`)
      .send(body);

  it('come in envelopes', async () => {
    const { username: key } = new URL(emulator.dsn('acme', 'shop-web'));
    const send = (id: string) =>
      request(emulator.url)
        .post(`/api/11/envelope/?sentry_key=${key}`)
        .type('text/plain')
        .send(
          [
            {},
            { type: 'user_report' },
            {
              event_id: id,
              name: '',
              email: 'mina@example.com',
              comments: 'Broke',
            },
          ]
            .map(line => JSON.stringify(line))
            .join('\n'),
        );
    await send(eventId);
    await send('b'.repeat(32));
    const { body } = await call(emulator, `${issue}user-reports/`);
    expect(body).toEqual([
      {
        id: '1',
        eventID: 'a'.repeat(32),
        name: 'mina@example.com',
        email: 'mina@example.com',
        comments: 'Broke',
        dateCreated: '2026-11-21T00:00:00.000Z',
        user: null,
        event: { id: 'a'.repeat(32), eventID: 'a'.repeat(32) },
      },
    ]);
    const elsewhere = await call(
      emulator,
      `${issue}user-reports/?environment=production`,
    );
    expect(elsewhere.body).toEqual([]);
    const detail = await call(emulator, issue);
    expect(detail.body.userReportCount).toBe(1);
  });

  it('come with the DSN, which is answered without a body', async () => {
    const sent = await sendAs(emulator.dsn('acme', 'shop-web'));
    expect([sent.status, sent.text]).toEqual([200, '']);
    expect(sent.headers).not.toHaveProperty('content-type');
    const { body } = await call(emulator, feedback);
    expect(body).toMatchObject([
      {
        name: 'Mina Sample',
        comments: 'It broke',
        issue: { shortId: 'SHOP-WEB-1' },
      },
    ]);
  });

  it('come with a token, which is answered with the report', async () => {
    const writer = addUserToken(emulator, '501', 'project:write');
    const sent = await post(emulator, feedback, report, writer);
    expect([sent.status, sent.body]).toMatchObject([
      200,
      { eventID: eventId, issue: { shortId: 'SHOP-WEB-1' } },
    ]);
    expect((await post(emulator, feedback, report)).status).toBe(403);
  });

  it('are refused with a DSN that is none, or of another project, and where a field is missing', async () => {
    const status = async (dsn: string, body?: object) =>
      (await sendAs(dsn, body)).status;
    const dsn = emulator.dsn('acme', 'shop-web');
    expect(await status(dsn.replace(/\/\/\w+@/, '//none@'))).toBe(401);
    expect(await status('nonsense')).toBe(401);
    expect(await status(emulator.dsn('acme', 'checkout'))).toBe(400);
    const incomplete = await sendAs(dsn, { ...report, comments: undefined });
    expect([incomplete.status, incomplete.body]).toEqual([
      400,
      { comments: ['This field is required.'] },
    ]);
    expect((await call(emulator, feedback)).body).toEqual([]);
  });

  it('are listed with a status that is known', async () => {
    const wrong = await call(emulator, `${feedback}?status=resolved`);
    expect([wrong.status, wrong.body]).toEqual([
      400,
      { status: 'Invalid status choice' },
    ]);
  });
});
