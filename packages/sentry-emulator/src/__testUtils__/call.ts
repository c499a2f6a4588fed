import request, { type Response } from 'supertest';
import { demoToken } from '../world';
import type { Emulator } from '../types/Emulator';

/** Calls the Web API over HTTP as the demo's token may. */
export async function call(
  emulator: Emulator,
  path: string,
  token: string | null = demoToken('default'),
): Promise<Response> {
  const req = request(emulator.url).get(path).redirects(0);
  return token === null ? req : req.set('Authorization', `Bearer ${token}`);
}

/** The list of issues of acme for the parameters given. */
export function listIssues(
  emulator: Emulator,
  params: Record<string, string>,
): Promise<Response> {
  return call(
    emulator,
    `/api/0/organizations/acme/issues/?${new URLSearchParams(params)}`,
  );
}
