import { formatDate } from './dates';
import { serializeEntries } from './entries';
import { serializeRelease } from './release';
import { sdkEventSchema, type SdkEvent } from '../ingest/sdkEvent';
import type { Issue } from '../store/Issue';
import type { StoredEvent } from '../store/types';
import type { ApiContext } from '../webApi/types';

/** An event with its stack traces, and its neighbours among the issue's. */
export function serializeEvent(
  issue: Issue,
  event: StoredEvent,
  context: ApiContext,
): Record<string, unknown> {
  const sdkEvent = sdkEventSchema.parse(JSON.parse(event.payload));
  const index = issue.timeline.indexOf(event);
  return {
    id: event.id,
    groupID: issue.id,
    eventID: event.id,
    projectID: event.projectId,
    message: event.message,
    title: event.title,
    location: event.metadata.filename ?? null,
    culprit: event.culprit,
    user: serializeUser(sdkEvent),
    tags: Object.entries(event.tags)
      .sort()
      .map(([key, value]) => ({ key, value })),
    platform: event.platform,
    type: event.type,
    metadata: event.metadata,
    dateCreated: formatDate(event.timestamp),
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
    errors: [],
    crashFile: null,
    occurrence: null,
    fingerprints: [issue.hash],
    groupingConfig: { id: 'emulator:type-and-frame', enhancements: '' },
    release: serializeRelease(event, context),
    userReport: null,
    sdkUpdates: [],
    resolvedWith: [],
    nextEventID: issue.timeline.at(index + 1)?.id ?? null,
    previousEventID: issue.timeline.at(index - 1)?.id ?? null,
    _meta: {},
  };
}

function serializeUser({ user }: SdkEvent): Record<string, unknown> | null {
  if (!user) {
    return null;
  }
  return {
    id: user.id ?? null,
    email: user.email ?? null,
    username: user.username ?? null,
    ip_address: user.ip_address ?? null,
    name: user.name ?? null,
    geo: null,
    data: null,
  };
}
