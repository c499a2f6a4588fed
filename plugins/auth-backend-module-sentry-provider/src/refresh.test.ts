import {
  demoOAuthApplication,
  startEmulator,
} from 'backstage-plugin-sentry-emulator';
import { Portal } from './__testUtils__/Portal';
import { usePortal } from './__testUtils__/usePortal';

const ada = '501';
const kept = 'sentry-refresh-token';
/** What tells Backstage's frontend that it may try again. */
const outage = 'caused by ServiceUnavailableError';

describe('a connection', () => {
  const world = usePortal();

  const works = async (accessToken: string | undefined) => {
    const response = await fetch(`${world.emulator.url}/api/0/auth/`, {
      headers: { Authorization: `Bearer ${accessToken}` },
    });
    return response.ok;
  };

  it('outlives loading a page, in as many tabs as one likes', async () => {
    const { portal } = world;
    const first = (await portal.connect(ada)).response?.providerInfo;
    const again = await portal.refresh();
    expect(again.body.providerInfo.accessToken).toBe(first?.accessToken);
    expect(await works(first?.accessToken)).toBe(true);
  });

  it('gets a new pair of tokens once the access token has expired, and again', async () => {
    const { portal, emulator } = world;
    const seen = [
      (await portal.connect(ada)).response?.providerInfo.accessToken,
    ];
    for (const _time of [1, 2]) {
      emulator.expireAccessTokens();
      const { status, body } = await portal.refresh();
      expect(status).toBe(200);
      expect(body.profile.displayName).toBe('Ada Park');
      expect(await works(body.providerInfo.accessToken)).toBe(true);
      seen.push(body.providerInfo.accessToken);
    }
    expect(new Set(seen).size).toBe(3);
  });

  it('gives tabs that come at once the same new pair', async () => {
    const { portal, emulator } = world;
    await portal.connect(ada);
    emulator.expireAccessTokens();
    const answers = await Promise.all([portal.refresh(), portal.refresh()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const [one, other] = answers.map(a => a.body.providerInfo.accessToken);
    expect(one).toBe(other);
    expect(await works(one)).toBe(true);
  });

  it('is refused with a refresh token that was replaced', async () => {
    const { portal, emulator } = world;
    await portal.connect(ada);
    const old = portal.cookie(kept);
    emulator.expireAccessTokens();
    await portal.refresh();
    expect(portal.cookie(kept)).not.toBe(old);

    const replica = await Portal.start({ sentryUrl: emulator.url });
    const { status, text } = await replica.refresh({ cookie: old });
    await replica.stop();
    expect(status).toBe(401);
    expect(text).toContain('Connect to Sentry again');
  });

  it('is refused once revoked in Sentry, without a word of the tokens', async () => {
    const { portal, emulator } = world;
    const { response } = await portal.connect(ada);
    const [, session] = portal.cookie(kept).split('=');
    emulator.revokeAuthorizations();
    const { status, text } = await portal.refresh();
    expect(status).toBe(401);
    expect(text).toContain('Connect to Sentry again');
    expectNoSecret(text, session, response?.providerInfo.accessToken);
  });

  it('is not taken to another Sentry than the one it is of', async () => {
    const { portal } = world;
    await portal.connect(ada);
    const other = await startEmulator({ port: 0 });
    const moved = await Portal.start({ sentryUrl: other.url });
    const { status, text } = await moved.refresh({
      cookie: portal.cookie(kept),
    });
    expect([
      status,
      (await moved.logout({ cookie: portal.cookie(kept) })).status,
    ]).toEqual([401, 200]);
    expect(text).toContain('Connect to Sentry again');
    expect(other.requests()).toEqual([]);
    await moved.stop();
    await other.close();
    expect((await portal.refresh()).status).toBe(200);
  });

  it('is refused with something else in the cookie', async () => {
    const { portal } = world;
    const { status, text } = await portal.refresh({
      cookie: `${kept}=planted`,
    });
    expect(status).toBe(401);
    expect(text).toContain('Connect to Sentry again');
    expect(text).not.toContain('planted');
  });

  /** That of the session that the portal has made. */
  const signature = () => world.portal.cookie(kept).split('.')[1];

  it.each([
    ['not signed', (text: string) => text],
    [
      'signed with another secret',
      (text: string) => `${text}.${'A'.repeat(43)}`,
    ],
    ['signed for another text', (text: string) => `${text}.${signature()}`],
    [
      'too long',
      (text: string) => `${text}${'A'.repeat(9_000)}.${signature()}`,
    ],
  ])(
    'is refused where it was made up and is %s, without a question to Sentry',
    async (_, sign) => {
      const { portal, emulator } = world;
      await portal.connect(ada);
      emulator.clearRequests();
      const made = Buffer.from(
        JSON.stringify(['a', 'r', Date.now() + 3_600_000, emulator.url]),
      ).toString('base64url');
      const cookie = `${kept}=${sign(made)}`;
      for (let count = 0; count < 5; count += 1) {
        expect((await portal.refresh({ cookie })).status).toBe(401);
        expect((await portal.logout({ cookie })).status).toBe(200);
      }
      expect(emulator.requests()).toEqual([]);
    },
  );

  it('ends in Sentry too when the user disconnects', async () => {
    const { portal } = world;
    const { response } = await portal.connect(ada);
    expect((await portal.logout()).status).toBe(200);
    expect(await works(response?.providerInfo.accessToken)).toBe(false);
    expect((await portal.refresh()).status).toBe(401);
  });

  it('ends whole where another tab has just got new tokens', async () => {
    const { portal, emulator } = world;
    await portal.connect(ada);
    const old = portal.cookie(kept);
    const tokens: string[] = [];
    for (const _time of [1, 2]) {
      emulator.expireAccessTokens();
      const { body } = await portal.refresh();
      tokens.push(body.providerInfo.accessToken);
    }
    expect(await works(tokens[1])).toBe(true);
    expect((await portal.logout({ cookie: old })).status).toBe(200);
    expect(await works(tokens[1])).toBe(false);
    expect((await portal.refresh({ cookie: old })).status).toBe(401);
  });

  it('leaves no secret and no address in the logs', () => {
    const { portal } = world;
    expect(portal.logged.length).toBeGreaterThan(0);
    expectNoSecret(portal.logged.join('\n'));
  });
});

describe('access tokens of a few minutes', () => {
  const world = usePortal({ emulator: { accessTokenLifetime: 300 } });

  it('are replaced before Backstage calls them expired', async () => {
    const { portal } = world;
    const { response } = await portal.connect(ada);
    const { body } = await portal.refresh();
    expect(body.providerInfo.accessToken).not.toBe(
      response?.providerInfo.accessToken,
    );
  });
});

describe('while Sentry is down', () => {
  it('nothing is lost by loading a page, and one can disconnect', async () => {
    const emulator = await startEmulator({ port: 0 });
    const portal = await Portal.start({ sentryUrl: emulator.url });
    await portal.connect(ada);
    emulator.addFault({ path: '/api/0/', status: 503, times: 1 });
    const down = await portal.refresh();
    expect(down.status).toBe(401);
    expect(down.text).toContain('whether that server is well');
    expect(down.text).toContain(outage);
    expect((await portal.refresh()).status).toBe(200);

    await emulator.close();
    expect((await portal.refresh()).text).toContain(
      'Sentry could not be reached',
    );
    expect((await portal.logout()).status).toBe(200);
    await portal.stop();
  });

  it('new tokens are handed on though nobody says whose they are', async () => {
    const emulator = await startEmulator({ port: 0 });
    const portal = await Portal.start({ sentryUrl: emulator.url });
    await portal.connect(ada);
    emulator.expireAccessTokens();
    // Once for the old token, once for the new one.
    emulator.addFault({ path: '/api/0/', status: 401, times: 1 });
    emulator.addFault({ path: '/api/0/', status: 503, times: 1 });
    const { status, body } = await portal.refresh();
    expect(status).toBe(200);
    expect(body.profile).toEqual({ displayName: 'Ada Park' });
    expect((await portal.refresh()).body.profile.email).toBe('ada@example.com');
    await portal.stop();
    await emulator.close();
  });
});

function expectNoSecret(text: string, ...secrets: (string | undefined)[]) {
  const all = [demoOAuthApplication().clientSecret, 'ada@', ...secrets];
  for (const secret of all) {
    expect(text).not.toContain(secret);
  }
  expect(text).not.toMatch(/[0-9a-f]{64}/);
}
