import type { SentryEventRequest } from 'backstage-plugin-sentry-common';
import { isSensitiveName, isSensitiveParameter } from '../../text/mask';
import { compact } from '../fields';
import { describeValue, mapWithin } from './values';
import {
  addressOf,
  nameOf,
  pairsOf,
  plainOf,
  textOf,
  type Fields,
} from '../read';
import type { EventReading } from './types';

const MAX_HEADERS = 50;
/** Of headers and of parameters: no server takes so many. */
const MAX_PAIRS_READ = 500;

const safeHeaders = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'content-encoding',
  'content-length',
  'content-type',
  'host',
  'user-agent',
]);
/** Never, whatever config says: they let somebody in, or say from where somebody came. */
const FORBIDDEN_HEADER =
  /^(proxy-|x-)?auth|cookie|-key$|user|^(x-)?(original-)?(forwarded|real-ip|client-ip|cluster-client-ip)|-ip$|^via$/i;

export function toRequest(
  data: Fields | undefined,
  { include, room }: EventReading,
): SentryEventRequest | undefined {
  if (!data) {
    return undefined;
  }
  const body =
    include.has('requestBody') && data.data !== undefined && data.data !== null
      ? describeValue(data.data)
      : undefined;
  return compact<SentryEventRequest>({
    method: nameOf(data.method, 20),
    url: addressOf(addressWithQuery(data)),
    headers: mapWithin(
      room,
      pairsOf(data.headers)
        .slice(0, MAX_PAIRS_READ)
        .filter(([name]) => isShown(name, include.has('requestHeaders')))
        .slice(0, MAX_HEADERS),
      ([name, value]): [string, string][] => {
        const isHost = /^host$/i.test(name);
        const text = isHost ? nameOf(value, 500) : textOf(value, 500);
        return text ? [[nameOf(name, 100) ?? '', text]] : [];
      },
    ).flat(),
    body: body || undefined,
  });
}

function isShown(name: string, all: boolean): boolean {
  return (
    safeHeaders.has(name.toLowerCase()) ||
    (all && !FORBIDDEN_HEADER.test(name) && !isSensitiveName(name))
  );
}

/** Sentry keeps the query beside the address, as pairs or as it was sent. */
function addressWithQuery({ url, query }: Fields): string | undefined {
  const address = plainOf(url)?.replace(/#.*$/s, '');
  if (!address || address.includes('?')) {
    return address;
  }
  const search =
    plainOf(query)?.replace(/^\?/, '') ??
    pairsOf(query)
      .slice(0, MAX_PAIRS_READ)
      // Decoded: what follows a space would be no part of the value any more.
      .map(([name, value]) =>
        isSensitiveParameter(name)
          ? `${name}=[removed]`
          : `${name}=${plainOf(value) ?? ''}`,
      )
      .join('&');
  return search ? `${address}?${search}` : address;
}
