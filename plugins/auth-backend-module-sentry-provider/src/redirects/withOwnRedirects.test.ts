import { encodeOAuthState } from '@backstage/plugin-auth-node';
import { usePortal } from '../__testUtils__/usePortal';

const page = 'http://localhost:3000/catalog?filters=a#top';
const elsewhere = [
  'https://elsewhere.test/',
  'http://localhost:3000.elsewhere.test/',
  'http://localhost:3000@elsewhere.test/',
  '//elsewhere.test/',
  '/\\elsewhere.test/',
  'http://localhost:3000\\@elsewhere.test/',
  'data:text/html,elsewhere',
];

describe('a sign-in without a window', () => {
  const world = usePortal();

  it('leads back to the page of the portal where it began', async () => {
    const { portal } = world;
    const address = await portal.begin('', { redirectUrl: page });
    const back = await portal.decide(address, { op: 'approve', user: '501' });
    const { status, headers } = await portal.visit(back);
    expect([status, headers.location]).toEqual([302, page]);
    expect((await portal.refresh()).status).toBe(200);
  });

  it.each(elsewhere)('does not begin with %s as where to go', async address => {
    const { portal } = world;
    const start = new URL('http://localhost:7007/api/auth/sentry/start');
    start.search = `${new URLSearchParams({
      env: 'test',
      flow: 'redirect',
      redirectUrl: address,
    })}`;
    const { status, headers } = await portal.visit(start);
    expect([status, headers.location]).toEqual([403, undefined]);
  });

  it.each(elsewhere)('that nobody began does not lead to %s', async address => {
    const { portal } = world;
    const state = encodeOAuthState({
      env: 'test',
      nonce: 'made up',
      flow: 'redirect',
      redirectUrl: address,
    });
    const back = new URL('http://localhost:7007/api/auth/sentry/handler/frame');
    back.search = `${new URLSearchParams({ state, code: 'made-up' })}`;
    const { status, headers } = await portal.visit(back);
    expect([status, headers.location]).toEqual([403, undefined]);
  });
});
