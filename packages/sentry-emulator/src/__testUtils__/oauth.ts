import { createHash } from 'node:crypto';
import request, { type Response } from 'supertest';
import { demoOAuthApplication } from '../world';
import type { Emulator } from '../types/Emulator';

export const redirectUri =
  'http://localhost:7007/api/auth/sentry/handler/frame';
export const verifier = 'v'.repeat(43);
const challenge = createHash('sha256').update(verifier).digest('base64url');

type Params = Record<string, string | undefined>;

/** Opens the authorize page as the demo's application would send the browser there. */
export function openAuthorizePage(
  emulator: Emulator,
  changes: Params = {},
): Promise<Response> {
  const params = encode({
    client_id: demoOAuthApplication().clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'event:read project:read org:read',
    state: 'a state & more',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  });
  return Promise.resolve(
    request(emulator.url).get(`/oauth/authorize/?${params}`).redirects(0),
  );
}

/** Presses a button of the page. */
export async function decide(
  emulator: Emulator,
  page: Response,
  form: { op: string; user?: string },
): Promise<Response> {
  const transaction = /name="transaction_id" value="(\w+)"/.exec(page.text);
  return request(emulator.url)
    .post('/oauth/authorize/')
    .redirects(0)
    .type('form')
    .send({ transaction_id: transaction?.[1], ...form });
}

/** The query with which the browser goes back to the application. */
export function backWith(response: Response): Record<string, string> {
  const url = new URL(response.headers.location);
  return Object.fromEntries(url.searchParams);
}

/** Approves as that user; the code the application gets. */
export async function obtainCode(
  emulator: Emulator,
  user: string,
  changes: Params = {},
): Promise<string> {
  const page = await openAuthorizePage(emulator, changes);
  return backWith(await decide(emulator, page, { op: 'approve', user })).code;
}

/** Asks the token endpoint with the demo's application in the form. */
export async function requestTokens(
  emulator: Emulator,
  params: Params,
): Promise<Response> {
  const { clientId, clientSecret } = demoOAuthApplication();
  return postForm(emulator, '/oauth/token/', {
    client_id: clientId,
    client_secret: clientSecret,
    ...params,
  });
}

export async function postForm(
  emulator: Emulator,
  path: string,
  params: Params,
  authorization?: string,
): Promise<Response> {
  const req = request(emulator.url).post(path).type('form');
  if (authorization) {
    req.set('Authorization', authorization);
  }
  return req.send(encode(params));
}

/** The reply of the token endpoint for a user who has approved. */
export async function connect(
  emulator: Emulator,
  user: string,
  scope?: string,
): Promise<{ access_token: string; refresh_token: string }> {
  const response = await requestTokens(emulator, {
    grant_type: 'authorization_code',
    code: await obtainCode(emulator, user, scope ? { scope } : {}),
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });
  return response.body;
}

function encode(params: Params): string {
  const given = Object.entries(params).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return new URLSearchParams(given).toString();
}
