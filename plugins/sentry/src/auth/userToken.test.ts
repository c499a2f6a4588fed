import {
  SENTRY_USER_TOKEN_HEADER,
  type SentryProblem,
} from 'backstage-plugin-sentry-common';
import { fakeAuth } from '../__testUtils__/fakes';
import { SentryClient } from '../api/SentryClient';
import { type SentrySession } from './sentryAuth';
import { sentryScopes } from './connection';
import { ConnectionStore } from './connection';

const notConnected: SentryProblem = {
  code: 'NOT_CONNECTED',
  message: 'You are not connected to Sentry.',
};
const entityRef = 'component:default/shop-web';

function setup(options: {
  isConnected?: boolean;
  /** What the backend says without a token. */
  without: Response;
  canConnect?: boolean;
  /** What became of a session that gives no token. */
  session?: SentrySession;
}) {
  const auth = fakeAuth(options);
  const tokens: (string | null)[] = [];
  const inits: RequestInit[] = [];
  const checkSession = jest.fn(async () => options.session ?? 'none');
  const client = new SentryClient({
    discoveryApi: { getBaseUrl: async id => `http://localhost/api/${id}` },
    sentryAuthApi:
      options.canConnect === false
        ? undefined
        : Object.assign(auth.authApi, { checkSession }),
    fetchApi: {
      fetch: async (_url, init = {}) => {
        const token = new Headers(init.headers).get(SENTRY_USER_TOKEN_HEADER);
        tokens.push(token);
        inits.push(init);
        return token
          ? Response.json({ items: [], problems: [] })
          : options.without.clone();
      },
    },
  });
  return { client, tokens, inits, checkSession, ...auth };
}

const fine = () => Response.json({ items: [], problems: [] });
const refused = () => Response.json({ error: notConnected }, { status: 409 });
const partly = () => Response.json({ items: [], problems: [notConnected] });
const itemwise = () =>
  Response.json({ items: [{ problem: notConnected }], problems: [] });
const inAdvice = () => Response.json({ problem: notConnected, items: [] });

describe('the viewer’s own token', () => {
  it('is not looked for where the backend has no use for it', async () => {
    const { client, tokens, refreshSession } = setup({
      isConnected: true,
      without: fine(),
    });

    await client.getIssues(entityRef);
    await client.getSummary(entityRef);

    expect(tokens).toEqual([null, null]);
    expect(refreshSession).not.toHaveBeenCalled();
  });

  it.each([
    ['refuses', refused],
    ['leaves something out', partly],
    ['leaves a project out', itemwise],
    ['advises against a change', inAdvice],
  ])(
    'travels once the backend %s for want of it, and from then on at once',
    async (_, without) => {
      const { client, tokens, popup } = setup({
        isConnected: true,
        without: without(),
      });

      await client.getProjects(entityRef);
      await client.getSummary(entityRef);

      expect(tokens).toEqual([null, 'own', 'own']);
      expect(popup).not.toHaveBeenCalled();
    },
  );

  it('follows no redirect to another host', async () => {
    const { client, inits } = setup({ isConnected: true, without: refused() });

    await client.getIssues(entityRef);

    expect(inits.map(({ redirect }) => redirect)).toEqual([undefined, 'error']);
  });

  it('is found by all requests that were under way together', async () => {
    const { client, tokens, refreshSession } = setup({
      isConnected: true,
      without: refused(),
    });

    await Promise.all([
      client.getIssues(entityRef),
      client.getSummary(entityRef),
    ]);

    expect(tokens).toEqual([null, null, 'own', 'own']);
    expect(refreshSession).toHaveBeenCalledTimes(1);
  });

  it('is missing where the viewer is not connected, and no window opens', async () => {
    const { client, tokens, popup } = setup({ without: refused() });

    await expect(client.getIssues(entityRef)).rejects.toMatchObject({
      problem: notConnected,
    });
    expect(tokens).toEqual([null]);
    expect(popup).not.toHaveBeenCalled();
  });

  it('no longer travels when the viewer has disconnected', async () => {
    const { client, tokens, authApi } = setup({
      isConnected: true,
      without: refused(),
    });
    await client.getIssues(entityRef);
    await authApi.signOut();

    await expect(client.getIssues(entityRef)).rejects.toMatchObject({
      problem: notConnected,
    });
    expect(tokens).toEqual([null, 'own', null]);
  });

  it('travels at once to learn what it reaches', async () => {
    const { client, tokens } = setup({ isConnected: true, without: refused() });

    await client.getOrganizations();

    expect(tokens).toEqual(['own']);
  });

  it('never travels where users can’t connect', async () => {
    const { client, tokens } = setup({
      isConnected: true,
      without: fine(),
      canConnect: false,
    });

    await client.getOrganizations();
    await client.getIssues(entityRef);

    expect(tokens).toEqual([null, null]);
  });

  it('is not asked about where the backend needs none', async () => {
    const { client, checkSession } = setup({ without: fine() });

    await client.getIssues(entityRef);
    await client.getOrganizations();

    expect(checkSession).not.toHaveBeenCalled();
  });
});

describe('a token that can’t be had for now', () => {
  it.each(['sentry-unreachable', 'auth-unreachable'] as const)(
    'is no missing connection: %s',
    async session => {
      const { client } = setup({ without: refused(), session });

      await expect(client.getIssues(entityRef)).rejects.toMatchObject({
        reason: session,
      });
      await expect(client.getOrganizations()).rejects.toMatchObject({
        reason: session,
      });
    },
  );

  it('is why something is left out', async () => {
    const { client } = setup({
      without: partly(),
      session: 'sentry-unreachable',
    });

    const { problems } = await client.getIssues(entityRef);
    expect(problems).toMatchObject([
      {
        code: 'UPSTREAM_UNAVAILABLE',
        message: expect.stringContaining('Sentry could not be reached'),
      },
    ]);
  });

  it('is why a project is left out', async () => {
    const { client } = setup({
      without: itemwise(),
      session: 'auth-unreachable',
    });

    const { items } = await client.getProjects(entityRef);
    expect(items).toMatchObject([
      { problem: { code: 'UPSTREAM_UNAVAILABLE' } },
    ]);
  });

  it('is had once the outage is over', async () => {
    const { client, tokens, refreshSession, checkSession } = setup({
      isConnected: true,
      without: refused(),
      session: 'there',
    });
    refreshSession.mockRejectedValueOnce(new Error('503'));

    await client.getIssues(entityRef);

    expect(checkSession).toHaveBeenCalledTimes(1);
    expect(tokens).toEqual([null, 'own']);
  });
});

describe('a change in the viewer’s name', () => {
  const change = { status: 'resolved' } as const;
  const asUser = { actsAs: 'user' } as const;

  it('asks for the scope at the first change, and not again', async () => {
    const { client, tokens, inits, popup } = setup({
      isConnected: true,
      without: fine(),
    });

    await client.updateIssue(entityRef, '4501', change, undefined, asUser);
    await client.updateIssue(entityRef, '4502', change, undefined, asUser);

    expect(tokens).toEqual(['own', 'own']);
    expect(inits[0].redirect).toBe('error');
    expect(popup).toHaveBeenCalledTimes(1);
    expect([...(popup.mock.lastCall?.[0]?.scopes ?? [])]).toContain(
      'event:write',
    );
  });

  it('is not made where the viewer declines, who stays connected', async () => {
    const { client, tokens, popup, authApi } = setup({
      isConnected: true,
      without: fine(),
    });
    const store = ConnectionStore.for(authApi);
    const unsubscribe = store.subscribe(() => {});
    await authApi.getAccessToken(sentryScopes);
    popup.mockRejectedValueOnce(new Error('The window was closed'));

    await expect(
      client.updateIssue(entityRef, '4501', change, undefined, asUser),
    ).rejects.toMatchObject({ reason: 'declined' });

    expect(tokens).toEqual([]);
    expect(store.get()).toMatchObject({
      isConnected: true,
      isConnecting: false,
      losses: 0,
    });
    unsubscribe();
  });

  it('can’t be made where users can’t connect', async () => {
    const { client, tokens } = setup({ canConnect: false, without: fine() });
    await expect(
      client.updateIssue(entityRef, '4501', change, undefined, asUser),
    ).rejects.toMatchObject({ reason: 'declined' });
    expect(tokens).toEqual([]);
  });

  it('carries no token where the portal acts', async () => {
    const { client, tokens, refreshSession, popup } = setup({
      isConnected: true,
      without: fine(),
    });
    await client.updateIssue(entityRef, '4501', change);
    expect(tokens).toEqual([null]);
    expect(refreshSession).not.toHaveBeenCalled();
    expect(popup).not.toHaveBeenCalled();
  });

  it.each([
    [true, [null, 'own']],
    [false, [null]],
  ])(
    'is offered to whoever could make it: connected %s',
    async (isConnected, sent) => {
      const { client, tokens, popup } = setup({
        isConnected,
        without: Response.json({ items: [{ canConnect: true }] }),
      });
      await client.getTriage(entityRef);
      expect(tokens).toEqual(sent);
      expect(popup).not.toHaveBeenCalled();
    },
  );
});
