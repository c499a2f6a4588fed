import { InputError, ServiceUnavailableError } from '@backstage/errors';
import {
  createEventEnvelope,
  getEnvelopeEndpointWithUrlEncodedAuth,
  makeDsn,
  serializeEnvelope,
  type Event,
} from '@sentry/core';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { ProvisioningPlace } from './readPlace';
import { errorOf } from './refusal';
import { apiPath, type SentryApi } from './SentryApi';

const MAX_PAUSE_MS = 4_000;

/**
 * Sends an event without a client of Sentry: that would be global, and take over the one
 * that the portal itself may have.
 *
 * @throws InputError where the DSN leads to a host that is not the instance's
 */
export async function sendEvent(
  api: SentryApi,
  dsn: string,
  event: Event,
): Promise<void> {
  const address = makeDsn(dsn);
  if (!address || !isOfInstance(address, api.place)) {
    throw new InputError(
      `The DSN leads to ${address?.host ?? 'no host'}, which does not belong to ${api.place.baseUrl}. Nothing was sent. Ask your platform team to check the address of the instance.`,
    );
  }
  const what = 'send the test event';
  const envelope = serializeEnvelope(createEventEnvelope(event, address));
  const response = await api.send(
    getEnvelopeEndpointWithUrlEncodedAuth(address),
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-sentry-envelope' },
      body: typeof envelope === 'string' ? envelope : Buffer.from(envelope),
    },
    { what },
  );
  await response.body?.cancel();
  if (!response.ok) {
    throw errorOf(
      { status: response.status, headers: response.headers, body: undefined },
      {
        what,
        scopes: [],
        onForbidden:
          'Sentry does not accept the key: check that it is enabled.',
      },
      api.place,
    );
  }
}

/**
 * Waits until an event has an issue. Sentry takes seconds for it.
 *
 * @throws ServiceUnavailableError where it has none after that time
 */
export async function waitForIssue(
  api: SentryApi,
  eventId: string,
  { seconds, signal }: { seconds: number; signal?: AbortSignal },
): Promise<string> {
  const end = Date.now() + seconds * 1000;
  for (let pause = 250; ; pause = Math.min(pause * 2, MAX_PAUSE_MS)) {
    const found = await api.attempt(
      {
        what: 'look for the test event',
        scopes: ['org:read'],
        path: apiPath`/organizations/${api.place.organization}/eventids/${eventId}/`,
        schema: z.object({
          groupId: z.union([z.string(), z.number()]).transform(String),
        }),
      },
      [404],
    );
    if ('data' in found) {
      return found.data.groupId;
    }
    if (Date.now() + pause > end) {
      throw new ServiceUnavailableError(
        `Sentry accepted the event ${eventId}, and has no issue for it after ${seconds} s. Retry this step: it waits again, and sends nothing twice. If this continues, look for the event in Sentry's stats: filters and quotas drop events.`,
      );
    }
    await sleep(pause, undefined, { signal });
  }
}

/** The ingest hosts of sentry.io are its own; other servers take events themselves. */
function isOfInstance(
  { host, protocol }: { host: string; protocol: string },
  { baseUrl, publicUrl }: ProvisioningPlace,
): boolean {
  const servers = [baseUrl, publicUrl ?? baseUrl].map(url => new URL(url));
  const isEncrypted =
    protocol === 'https' || servers.some(url => url.protocol === 'http:');
  const isSaas = servers.some(({ hostname }) =>
    /(^|\.)sentry\.io$/.test(hostname),
  );
  return (
    isEncrypted &&
    (servers.some(({ hostname }) => hostname === host) ||
      (isSaas && /^o\d+\.ingest(\.[a-z0-9-]+)?\.sentry\.io$/.test(host)))
  );
}
