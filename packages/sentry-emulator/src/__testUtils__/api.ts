import request, { type Response } from 'supertest';
import { demoToken } from '../world';
import type { Emulator } from '../types';

/** Changes something over HTTP, by default as the demo's token for triage may. */
export async function put(
  emulator: Emulator,
  path: string,
  body: object,
  token: string = demoToken('triage'),
): Promise<Response> {
  return request(emulator.url)
    .put(path)
    .set('Authorization', `Bearer ${token}`)
    .send(body);
}

/** Makes something over HTTP, by default as the demo's token for triage may. */
export async function post(
  emulator: Emulator,
  path: string,
  body: object,
  token: string = demoToken('triage'),
): Promise<Response> {
  return request(emulator.url)
    .post(path)
    .set('Authorization', `Bearer ${token}`)
    .send(body);
}

/** Lets somebody in who is a user of the world; the token. */
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
