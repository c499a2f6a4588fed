import { type SdkEvent, sdkEventSchema } from '../ingest/sdkEvent';
import { formatDate } from './series';
import { seededHex } from '../random';
import type { StoredAttachment, StoredEvent } from '../store/types';
import { serializeEntries, serializeOccurrence } from './entries';
import { releaseOfEvent } from './release';
import type { Issue } from '../store/Issue';
import type { ApiContext } from '../webApi/types';

/** Everything comes from this machine, whose address Sentry would put in place of `{{auto}}`. */
const clientAddress = '127.0.0.1';

/** Who met an event, as far as the SDK said. */
function serializeEventUser({
  user,
}: SdkEvent): Record<string, unknown> | null {
  if (!user) {
    return null;
  }
  const address = user.ip_address ?? null;
  return {
    id: user.id ?? null,
    email: user.email ?? null,
    username: user.username ?? null,
    ip_address: address === '{{auto}}' ? clientAddress : address,
    name: user.name ?? null,
    ...(user.geo && { geo: user.geo }),
    ...(user.data && { data: user.data }),
  };
}

/** A file that came with an event, as the list of them has it. */
export function serializeAttachment(
  { id: eventId, received }: StoredEvent,
  { name, contentType, size }: StoredAttachment,
  index: number,
): Record<string, unknown> {
  const hash = seededHex(0, `attachment ${eventId} ${index}`, 40);
  return {
    id: String(parseInt(hash.slice(0, 8), 16)),
    event_id: eventId,
    type: 'event.attachment',
    name,
    headers: { 'Content-Type': contentType },
    mimetype: contentType,
    size,
    // Of the contents, which are not kept.
    sha1: hash,
    dateCreated: formatDate(received),
  };
}

/** The events before and after one, among those that are asked about. */
interface Neighbours {
  readonly previous?: StoredEvent;
  readonly next?: StoredEvent;
}

export function parsePayload(event: StoredEvent): SdkEvent {
  return sdkEventSchema.parse(JSON.parse(event.payload));
}

/** A row of the list of events. */
export function serializeEventRow(
  issue: Issue,
  event: StoredEvent,
  sdkEvent: SdkEvent = parsePayload(event),
): Record<string, unknown> {
  return {
    id: event.id,
    'event.type': event.type,
    groupID: issue.id,
    eventID: event.id,
    projectID: event.projectId,
    message: event.message,
    title: event.title,
    location: locationOf(event),
    culprit: event.culprit,
    user: serializeEventUser(sdkEvent),
    tags: Object.entries(event.tags)
      .sort()
      .map(([key, value]) => ({ key, value })),
    platform: event.platform,
    dateCreated: formatDate(event.timestamp),
    crashFile: null,
    metadata: event.metadata,
  };
}

/** An event with its stack traces and all that the SDK sent, and its neighbours. */
export function serializeEvent(
  issue: Issue,
  event: StoredEvent,
  context: ApiContext,
  neighbours: Neighbours = neighboursOf(issue, event),
): Record<string, unknown> {
  const sdkEvent = parsePayload(event);
  const { 'event.type': type, ...row } = serializeEventRow(
    issue,
    event,
    sdkEvent,
  );
  return {
    ...row,
    type,
    dateReceived: formatDate(event.received),
    contexts: sdkEvent.contexts ?? {},
    context: sdkEvent.extra ?? {},
    packages: sdkEvent.modules ?? {},
    size: Buffer.byteLength(event.payload),
    entries: serializeEntries(sdkEvent),
    dist: sdkEvent.dist ?? null,
    sdk: sdkEvent.sdk
      ? {
          name: sdkEvent.sdk.name ?? null,
          version: sdkEvent.sdk.version ?? null,
        }
      : null,
    errors: event.errors,
    occurrence: serializeOccurrence(event),
    fingerprints: [issue.hash],
    groupingConfig: { id: 'emulator:type-and-frame', enhancements: '' },
    release: releaseOfEvent(event, context),
    userReport: null,
    sdkUpdates: [],
    resolvedWith: [],
    nextEventID: neighbours.next?.id ?? null,
    previousEventID: neighbours.previous?.id ?? null,
    _meta: {},
  };
}

function neighboursOf({ timeline }: Issue, event: StoredEvent): Neighbours {
  const index = timeline.indexOf(event);
  return { previous: timeline.at(index - 1), next: timeline.at(index + 1) };
}

function locationOf({ metadata }: StoredEvent): unknown {
  return metadata.filename ?? metadata.uri ?? null;
}
