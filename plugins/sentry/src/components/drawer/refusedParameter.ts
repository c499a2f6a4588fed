import { SentryRequestException } from '../../api/errors';

const named = /^(?:path|query|unknown query) parameter `(\w+)`/i;

/** What of a request for an issue the backend may not take, named as in its HTTP API. */
export type RefusedParameter =
  'issueId' | 'event' | 'environment' | 'project' | 'statsPeriod' | 'other';

const known: RefusedParameter[] = [
  'issueId',
  'event',
  'environment',
  'project',
  'statsPeriod',
];

/** Which parameter the backend refused; undefined where it failed otherwise. */
export function refusedParameter(error: Error): RefusedParameter | undefined {
  if (
    !(error instanceof SentryRequestException) ||
    error.reason !== 'bad-request'
  ) {
    return undefined;
  }
  // It names the one that is wrong in nothing but its sentence.
  const name = named.exec(error.message)?.[1];
  return known.find(one => one === name) ?? 'other';
}
