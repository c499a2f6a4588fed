import { addUserToken, post } from '../../__testUtils__/api';
import { call } from '../../__testUtils__/call';
import { startEmulator } from '../../emulator';
import { captureWithSdk } from '../../sdk/capture';
import { demoToken } from '../../world';
import type { Emulator } from '../../types/Emulator';

describe('what people say about an issue', () => {
  let emulator: Emulator;
  let issue: string;
  let now: number;
  beforeEach(async () => {
    now = Date.UTC(2026, 10, 21);
    emulator = await startEmulator({ port: 0, clock: () => now });
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'shop-web'),
      events: [
        {
          type: 'Error',
          value: 'a',
        },
      ],
    });
    issue = '/api/0/organizations/acme/issues/SHOP-WEB-1/';
  });
  afterEach(() => emulator.close());

  it('is a comment, which is an activity and counted', async () => {
    const note = await post(emulator, `${issue}notes/`, {
      text: ' Looks odd ',
    });
    expect([note.status, note.body]).toMatchObject([
      201,
      {
        type: 'note',
        data: { text: 'Looks odd' },
        user: { id: '505', name: 'Backstage' },
        dateCreated: '2026-11-21T00:00:00.000Z',
      },
    ]);
    const notes = await call(emulator, `${issue}notes/`);
    expect(notes.body).toEqual([note.body]);
    const detail = await call(emulator, issue, demoToken('triage'));
    expect(detail.body).toMatchObject({ numComments: 1, isSubscribed: true });
    const { body } = await call(emulator, `${issue}activities/`);
    expect(body).toEqual({ activity: detail.body.activity });
    expect(body.activity.map(({ type }: { type: string }) => type)).toEqual([
      'note',
      'first_seen',
    ]);
  });

  it('is not said twice within an hour, by the same user', async () => {
    const say = (token?: string) =>
      post(emulator, `${issue}notes/`, { text: 'Twice' }, token);
    await say();
    const again = await say();
    expect([again.status, again.body]).toEqual([
      400,
      { detail: 'You have already posted that comment.' },
    ]);
    expect((await say(addUserToken(emulator, '501'))).status).toBe(201);
    now += 3_600_001;
    expect((await say()).status).toBe(201);
  });

  it.each([
    [{}, 'This field is required.'],
    [{ text: '  ' }, 'This field may not be blank.'],
    [{ text: 7 }, 'Not a valid string.'],
  ])('is refused for %j', async (body, message) => {
    const refused = await post(emulator, `${issue}notes/`, body);
    expect([refused.status, refused.body]).toEqual([400, { text: [message] }]);
  });

  it('is for users with a scope to write, about issues that are there', async () => {
    const body = { text: 'Hello' };
    const reader = await post(
      emulator,
      `${issue}notes/`,
      body,
      demoToken('default'),
    );
    expect(reader.status).toBe(403);
    emulator.addToken({
      token: 'nobody',
      scopes: ['event:write'],
      organizations: ['acme'],
    });
    const nobody = await post(emulator, `${issue}notes/`, body, 'nobody');
    expect([nobody.status, nobody.body.detail]).toEqual([
      403,
      "Key doesn't have permission to create Note",
    ]);
    const unknown = issue.replace('WEB-1', 'WEB-9');
    expect((await post(emulator, `${unknown}notes/`, body)).status).toBe(404);
    expect((await call(emulator, `${unknown}activities/`)).status).toBe(404);
    expect((await call(emulator, `${issue}notes/`)).body).toEqual([]);
  });
});
