import request, { type Response } from 'supertest';
import { demoToken } from '../world';
import type { Emulator } from '../types/Emulator';

type Send = (
  emulator: Emulator,
  path: string,
  body: object,
  token?: string,
) => Promise<Response>;

/** Changes something over HTTP, by default with the demo's token for triage. */
export const put: Send = (...asked) => send('put', ...asked);

/** Creates something over HTTP, by default with the demo's token for triage. */
export const post: Send = (...asked) => send('post', ...asked);

async function send(
  method: 'put' | 'post',
  ...[emulator, path, body, token = demoToken('triage')]: Parameters<Send>
): Promise<Response> {
  return request(emulator.url)
    [method](path)
    .set('Authorization', `Bearer ${token}`)
    .send(body);
}

/** Adds a token of a user of the world, and returns it. */
export function addUserToken(
  emulator: Emulator,
  user: string,
  ...scopes: string[]
): string {
  const token = ['token', 'of', user, ...scopes].join('-');
  emulator.addToken({
    token,
    user,
    scopes: [
      'event:read',
      'event:write',
      'org:read',
      'project:read',
      ...scopes,
    ],
    organizations: ['acme'],
  });
  return token;
}
