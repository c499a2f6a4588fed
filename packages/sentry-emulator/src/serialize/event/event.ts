import { formatDate } from '../dates';
import { serializeEntries } from './entries';
import { serializeEventUser } from './eventUser';
import { serializeOccurrence } from './occurrence';
import { releaseOfEvent } from '../release/release';
import { sdkEventSchema, type SdkEvent } from '../../ingest/sdkEvent';
import type { Issue } from '../../store/Issue';
import type { StoredEvent } from '../../store/types';
import type { ApiContext } from '../../webApi/types';

/** The events before and after one, among those that are asked about. */
export interface Neighbours {
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

/** An event with its stack traces and all that the SDK told, and its neighbours. */
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
