import {
  culpritOf,
  mainException,
  messageOf,
  metadataOf,
  titleOf,
  eventTags,
  isUnhandled,
  userTag,
  groupingComponents,
  groupingHash,
  missingSources,
} from './describeEvent';
import { sdkEventSchema, type SdkEvent } from './sdkEvent';
import {
  issueLevels,
  type EventError,
  type EventType,
  type IssueLevel,
  type Occurrence,
  type StoredAttachment,
  type StoredEvent,
} from '../store/types';

/** What comes with an event, and what it is where no exception or message says so. */
export interface EventExtras {
  readonly attachments?: readonly StoredAttachment[];
  readonly occurrence?: Occurrence;
  /** Default: what the event says of itself. */
  readonly title?: string;
  readonly culprit?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Whether it becomes an issue of its own. */
  readonly isGroupedAlone?: boolean;
}

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
  extras?: EventExtras;
}): { event: StoredEvent; hash: string } | undefined {
  const sdkEvent = parse(options.payload);
  if (!sdkEvent) {
    return undefined;
  }
  const level = levelOf(sdkEvent);
  const exception = mainException(sdkEvent);
  const { attachments = [], occurrence, ...extras } = options.extras ?? {};
  const title = extras.title ?? titleOf(sdkEvent);
  const { time, errors } = timestampOf(sdkEvent, options.now);
  const id = eventIdOf(sdkEvent) ?? options.fallbackId();
  const event: StoredEvent = {
    id,
    projectId: options.projectId,
    timestamp: time,
    received: options.now,
    type: typeOf(sdkEvent, occurrence),
    level,
    platform: sdkEvent.platform ?? 'other',
    title,
    culprit: extras.culprit ?? culpritOf(sdkEvent),
    message: messageOf(sdkEvent),
    metadata: extras.metadata ?? {
      ...metadataOf(sdkEvent, title),
      ...(occurrence && { value: occurrence.subtitle }),
    },
    errorType: exception?.type ?? undefined,
    errorValue: exception?.value ?? undefined,
    environment: sdkEvent.environment ?? undefined,
    release: sdkEvent.release ?? undefined,
    user: userTag(sdkEvent),
    unhandled: isUnhandled(sdkEvent),
    tags: eventTags(sdkEvent, level),
    fingerprint: groupingComponents(sdkEvent),
    errors: [...errors, ...missingSources(sdkEvent)],
    attachments,
    ...(occurrence && { occurrence }),
    payload: options.payload,
  };
  return { event, hash: extras.isGroupedAlone ? id : groupingHash(sdkEvent) };
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

function typeOf(
  event: SdkEvent,
  occurrence: Occurrence | undefined,
): EventType {
  if (occurrence) {
    return occurrence.issueType === 'feedback' ? 'feedback' : 'generic';
  }
  if (event.csp) {
    return 'csp';
  }
  return mainException(event) ? 'error' : 'default';
}

function timestampOf(
  event: SdkEvent,
  now: number,
): { time: number; errors: EventError[] } {
  const { timestamp } = event;
  if (timestamp === undefined || timestamp === null) {
    return { time: now, errors: [] };
  }
  const time =
    typeof timestamp === 'number'
      ? Math.round(timestamp * 1000)
      : Date.parse(timestamp);
  if (time <= now + maxFutureMs && time >= now - maxAgeMs) {
    return { time, errors: [] };
  }
  const wrong = errorOf(time, now);
  const data = { name: 'timestamp', value: timestamp };
  return { time: now, errors: [{ ...wrong, data }] };
}

function errorOf(time: number, now: number): Omit<EventError, 'data'> {
  if (Number.isNaN(time)) {
    return { type: 'invalid_data', message: 'Discarded invalid value' };
  }
  return time > now
    ? { type: 'future_timestamp', message: 'Invalid timestamp (in future)' }
    : { type: 'past_timestamp', message: 'Invalid timestamp (too old)' };
}
