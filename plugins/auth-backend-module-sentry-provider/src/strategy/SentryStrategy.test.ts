import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { PassportHelpers } from '@backstage/plugin-auth-node';
import { SentryStrategy } from './SentryStrategy';

const listener: { answer: RequestListener } = { answer: () => {} };
const server = createServer((req, res) => listener.answer(req, res));
beforeAll(
  () => new Promise<void>(done => server.listen(0, '127.0.0.1', () => done())),
);
afterAll(() => new Promise(done => server.close(done)));

/** What becomes of a code at a server that answers so. */
async function exchange(status: number, type: string, body: string) {
  let form = '';
  listener.answer = (req, res) => {
    req.on('data', chunk => (form += chunk));
    req.on('end', () => {
      res.writeHead(status, { 'Content-Type': type });
      res.end(body);
    });
  };
  const { port } = server.address() as AddressInfo;
  const strategy = new SentryStrategy({
    baseUrl: `http://127.0.0.1:${port}`,
    clientId: 'backstage',
    clientSecret: 'the secret',
    callbackUrl: 'http://localhost/back',
  });
  const req = Object.assign(Object.create(express.request), {
    query: { code: 'the code', state: 'the state' },
    cookies: { 'sentry-code-verifier': 'the verifier' },
    res: { clearCookie: () => {} },
  });
  const outcome = await PassportHelpers.executeFrameHandlerStrategy(
    req,
    strategy,
  ).then(
    ({ result }) => result,
    error => error.message,
  );
  return { outcome, form: new URLSearchParams(form) };
}

const reply = {
  access_token: 'a',
  refresh_token: 'r',
  expires_in: 60,
  token_type: 'bearer',
  user: { id: 501, name: 'Ada', email: null },
};

it('sends the code and the verifier, and reads the reply', async () => {
  const { outcome, form } = await exchange(
    200,
    'application/json',
    JSON.stringify(reply),
  );
  expect(Object.fromEntries(form)).toEqual({
    grant_type: 'authorization_code',
    code: 'the code',
    code_verifier: 'the verifier',
    redirect_uri: 'http://localhost/back',
    client_id: 'backstage',
    client_secret: 'the secret',
  });
  expect(outcome).toMatchObject({
    access_token: 'a',
    refresh_token: 'r',
    user: { id: '501', name: 'Ada' },
  });
});

it('reads no more than a reply with tokens can have', async () => {
  const { outcome } = await exchange(
    200,
    'application/json',
    JSON.stringify({ ...reply, padding: 'x'.repeat(300_000) }),
  );
  expect(outcome).toContain('Sentry could not be reached');
});

it.each([
  [401, 'application/json', '{"error":"invalid_client"}', 'Check `clientId`'],
  [400, 'application/json', '{"error":"invalid_grant"}', 'Connect to Sentry'],
  [400, 'application/json', '{"error":"unsupported_grant_type"}', 'too old'],
  [
    400,
    'application/json',
    '{"error":"invalid_request"}',
    'refused to issue tokens with invalid_request',
  ],
  [
    400,
    'application/json',
    '{"error":"Secret: 42","error_description":"Secret: 42"}',
    'Sentry answered 400',
  ],
  [404, 'text/html', '<h1>Secret</h1>', 'Sentry answered 404'],
  [502, 'text/plain', '', 'Sentry answered 502'],
  [200, 'text/html', '<h1>Secret</h1>', 'something else than tokens'],
  [302, 'text/html', '', 'something else than tokens'],
  [200, 'application/json', '{"access_token":"Secret"}', 'something else'],
])('explains %d with %s %s', async (status, type, body, text) => {
  const { outcome } = await exchange(status, type, body);
  expect(outcome).toContain(text);
  expect(outcome).not.toMatch(/secret:|>secret|42|undefined/i);
});
