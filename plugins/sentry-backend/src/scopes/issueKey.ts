import { sentryServerOf } from 'backstage-plugin-sentry-node';
import type { Source } from './types';

/** The same for the same issue, also where two instances are one server. */
export function issueKey({ instance }: Source, id: string): string {
  return JSON.stringify([sentryServerOf(instance.baseUrl), id]);
}
