import {
  culpritOf,
  mainException,
  messageOf,
  metadataOf,
  titleOf,
} from './describeEvent';
import { eventTags, isUnhandled, userTag } from './eventTags';
import { groupingComponents, groupingHash } from './grouping';
import { sdkEventSchema, type SdkEvent } from './sdkEvent';
import { issueLevels, type IssueLevel, type StoredEvent } from '../store/types';

/** Sentry takes the time of arrival for events that say they are from the future or too old. */
const maxFutureMs = 60_000;
const maxAgeMs = 30 * 24 * 60 * 60 * 1000;

const eventIdPattern = /^[0-9a-f]{32}$/;

/**
 * Makes of an SDK's JSON what the store keeps, or nothing where it is no event.
 */
export function readEvent(options: {
  payload: string;
  projectId: string;
  now: number;
  fallbackId: () => string;
}): { event: StoredEvent; hash: string } | undefined {
  const sdkEvent = parse(options.payload);
  if (!sdkEvent) {
    return undefined;
  }
  const level = levelOf(sdkEvent);
  const title = titleOf(sdkEvent);
  const exception = mainException(sdkEvent);
  const event: StoredEvent = {
    id: eventIdOf(sdkEvent) ?? options.fallbackId(),
    projectId: options.projectId,
    timestamp: timestampOf(sdkEvent, options.now),
    received: options.now,
    type: exception ? 'error' : 'default',
    level,
    platform: sdkEvent.platform ?? 'other',
    title,
    culprit: culpritOf(sdkEvent),
    message: messageOf(sdkEvent),
    metadata: metadataOf(sdkEvent, title),
    errorType: exception?.type ?? undefined,
    errorValue: exception?.value ?? undefined,
    environment: sdkEvent.environment ?? undefined,
    release: sdkEvent.release ?? undefined,
    user: userTag(sdkEvent),
    unhandled: isUnhandled(sdkEvent),
    tags: eventTags(sdkEvent, level),
    fingerprint: groupingComponents(sdkEvent),
    payload: options.payload,
  };
  return { event, hash: groupingHash(sdkEvent) };
}

function parse(payload: string): SdkEvent | undefined {
  try {
    const parsed = sdkEventSchema.safeParse(JSON.parse(payload));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function levelOf(event: SdkEvent): IssueLevel {
  if (event.level === 'log') {
    return 'info';
  }
  return issueLevels.find(level => level === event.level) ?? 'error';
}

function eventIdOf(event: SdkEvent): string | undefined {
  const id = event.event_id?.replaceAll('-', '').toLowerCase();
  return id && eventIdPattern.test(id) ? id : undefined;
}

function timestampOf(event: SdkEvent, now: number): number {
  const value = event.timestamp;
  const time =
    typeof value === 'number'
      ? Math.round(value * 1000)
      : Date.parse(value ?? '');
  const plausible = time <= now + maxFutureMs && time >= now - maxAgeMs;
  return plausible ? time : now;
}
